/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * private_tmp.h - a /tmp of the run's own where nothing can be mounted: a new directory
 * in the host's /tmp, which TMPDIR names, and which goes with the run.
 *
 * World   lxrun.
 * Limits  If lxrun is killed the directory stays.
 */
#ifndef LXRUN_CONTAIN_PRIVATE_TMP_H
#define LXRUN_CONTAIN_PRIVATE_TMP_H

struct policy;

/* Make it, grant it, name it.  Where the host's /tmp takes no directory the guest has
 * none, which is no failure.  0 or -ENOMEM. */
long private_tmp_make(struct policy *policy);

/* Remove it, if there is one, with all that the guest has left in it. */
void private_tmp_remove(void);

#endif
