/* SPDX-License-Identifier: GPL-2.0-or-later */
/* altstack.h - the guest's alternate signal stack (sigaltstack(2)). */
#ifndef LXRUN_SIGNAL_ALTSTACK_H
#define LXRUN_SIGNAL_ALTSTACK_H

#include "abi/signal.h"
#include "core/types.h"

struct task;

/* Does `sp` lie on the guest's altstack (whether or not it is disarmed)? */
bool altstack_holds(const struct sigstack *stack, uint64_t sp);
/* Is a handler that began with `sp` to be seen as running on it?  Never with
 * SS_AUTODISARM. */
bool altstack_is_active(const struct sigstack *stack, uint64_t sp);
/* The stack as the guest sees it, flags included. */
struct sigstack altstack_report(const struct task *task, uint64_t sp);
/* 0 or -EPERM, -EINVAL, -ENOMEM. */
long altstack_set(struct task *task, const struct sigstack *stack, uint64_t sp);

#endif
