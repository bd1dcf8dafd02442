/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * capabilities.h - what root may still do in a contained run: what root is for in files
 * and among users, and nothing of the machine.
 *
 * World   lxrun, in the guest's process: plain system calls.
 */
#ifndef LXRUN_POLICY_CAPABILITIES_H
#define LXRUN_POLICY_CAPABILITIES_H

/* Give up the others, for all that follows.  0 or a negated errno. */
long capabilities_reduce(void);

#endif
