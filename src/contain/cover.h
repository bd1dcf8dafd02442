/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cover.h - files that the guest shall neither read nor change. */
#ifndef LXRUN_CONTAIN_COVER_H
#define LXRUN_CONTAIN_COVER_H

struct build;
struct mount_row;

/* Cover the row's target, if it is there.  0, or the status to exit with. */
int cover_target(struct build *build, const struct mount_row *row);

#endif
