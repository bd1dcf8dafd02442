/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * deliver.h - a host signal on its way to the guest.
 *
 * World   lxcore; sig_async() runs in a host signal handler.
 *
 * A signal that interrupts guest code is delivered at once, by editing the
 * host's frame.  One that interrupts lxcore is saved in the task, everything
 * else is blocked, and the way out delivers it (docs/architecture.md).
 *
 * Limits  lx_sigsys_entry begins with an open mask, so whoever sends SIGSYS faster
 *         than it can close it fills the alternate stack and kills the process.
 *         Senders of the run are slowed down (sys_send.c), others are not: to begin
 *         with a closed one would cost each trapped call one more system call.
 */
#ifndef LXRUN_SIGNAL_DELIVER_H
#define LXRUN_SIGNAL_DELIVER_H

#include "abi/signal.h"
#include "core/types.h"

struct task;

/* Entry of lx_async_entry, and for a SIGSYS that is no system call.  True if it
 * has interrupted the guest, to which `frame` then leads by the way out. */
bool sig_async(struct task *task, struct sigframe *frame);
bool sig_async_sigsys(struct task *task, struct sigframe *frame);

/* Entry of the way out when task->attention is set: `frame` is the guest's. */
void sig_deliver_attention(struct task *task, struct sigframe *frame);

/* A signal that the guest cannot refuse (force_sig in the kernel): enter its
 * handler.  False if it has none, or blocks the signal: then it is to die. */
bool sig_force(struct task *task, struct sigframe *frame, const struct siginfo *info);

/* A fault that the guest cannot refuse (force_sig in the kernel): deliver to
 * its handler, or end the process by it. */
void sig_force_segv(struct task *task, struct sigframe *frame);

#endif
