/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * handler_end.h - rt_sigreturn(2) from a rewritten site.
 *
 * World   lxcore.
 */
#ifndef LXRUN_DISPATCH_HANDLER_END_H
#define LXRUN_DISPATCH_HANDLER_END_H

#include "abi/signal.h"
#include "core/types.h"

struct sys_args;
struct task;

/* Leave the handler whose registers are in `fast`, the frame of the fast entry.  Comes
 * back only if the call has to trap, and then nothing has happened. */
void handler_end(struct task *task, const struct sys_args *args,
                 const struct sigframe *fast);

#endif
