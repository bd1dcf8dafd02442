/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * frame.h - the guest's rt_sigframe: pushed for a handler, popped by
 * rt_sigreturn(2).
 *
 * World   lxcore.  `frame` is the host's frame that holds the guest's
 *         registers; its vector state goes along unread.
 * Result  0, or -EFAULT when the guest's stack is not there.
 */
#ifndef LXRUN_SIGNAL_FRAME_H
#define LXRUN_SIGNAL_FRAME_H

#include "abi/signal.h"

struct task;

/* Save the guest's registers and mask on its stack and make `frame` enter the
 * handler.  The caller sets the new mask. */
long sigframe_push(struct task *task, struct sigframe *frame,
                   const struct ksigaction *action, const struct siginfo *info);

/* Restore what the guest's frame says into `frame`, the task's mask and its
 * altstack. */
long sigframe_pop(struct task *task, struct sigframe *frame);

#endif
