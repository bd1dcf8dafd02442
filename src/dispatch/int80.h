/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * int80.h - `int $0x80` in a 64-bit program: i386's numbers and registers, and 32
 * bits of each argument.
 *
 * World   lxcore.
 * Limits  calls whose arguments mean the same in both ABIs, that is numbers,
 *         strings, plain bytes and structures without longs; the others are
 *         ENOSYS.  A 64-bit program that uses this way at all uses few.
 */
#ifndef LXRUN_DISPATCH_INT80_H
#define LXRUN_DISPATCH_INT80_H

#include "core/host.h"

struct mcontext;
struct sigframe;
struct task;

/* The registers in which i386 passes arguments. */
void int80_args(const struct mcontext *regs, struct sys_args *args);

/* The call that has trapped with this frame; its answer. */
long int80_dispatch(struct task *task, const struct sigframe *frame);

#endif
