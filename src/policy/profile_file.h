/* SPDX-License-Identifier: GPL-2.0-or-later */
/* profile_file.h - a profile that the user has written: docs/profile-format.md. */
#ifndef LXRUN_POLICY_PROFILE_FILE_H
#define LXRUN_POLICY_PROFILE_FILE_H

struct policy;

/* Write what the file says into the policy, as options would.  0, or the status to exit
 * with: the reason has been said. */
int profile_file_read(struct policy *policy, const char *file);

#endif
