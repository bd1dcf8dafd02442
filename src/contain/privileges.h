/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * privileges.h - who the guest is and what the kernel lets it do.
 *
 * Result  0, or a negated errno.
 */
#ifndef LXRUN_CONTAIN_PRIVILEGES_H
#define LXRUN_CONTAIN_PRIVILEGES_H

#include <stdbool.h>
#include <stdint.h>

/* CAP_SYS_ADMIN of <linux/capability.h>. */
#define CAPABILITY_SYS_ADMIN 21

/* Is it among lxrun's own effective capabilities? */
bool privileges_have(int capability);

/* Become this user and group of the present user namespace; a negative number
 * leaves what is.  Supplementary groups are dropped where the kernel allows it. */
long privileges_become(int64_t uid, int64_t gid);

/* Give up, for good and for everything that is executed, each capability that could
 * undo a namespace or a mount or reach outside of them. */
long privileges_drop(void);

#endif
