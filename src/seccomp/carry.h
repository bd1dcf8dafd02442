/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * carry.h - what of seccomp survives an exec: filters and no_new_privs.
 *
 * World   lxcore.
 */
#ifndef LXRUN_SECCOMP_CARRY_H
#define LXRUN_SECCOMP_CARRY_H

#include "core/types.h"

struct task;

#define CARRY_NOTHING (-1)

/* Before: *fd is a close-on-exec descriptor of the thread's filters, or
 * CARRY_NOTHING; the flags of the boot record say so. */
long carry_pack(const struct task *task, hostfd_t *fd);
uint64_t carry_flags(const struct task *task, hostfd_t fd);

/* After, in the next image's first thread. */
long carry_unpack(struct task *task, uint64_t flags);

#endif
