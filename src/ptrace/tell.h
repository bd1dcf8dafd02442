/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * tell.h - how a tracee tells its tracer's lxcore that a call is over.
 *
 * World   lxcore, of tracer and tracee.
 *
 * Under PTRACE_SYSCALL the host would stop at each call that lxcore makes, and
 * each stop costs two switches.  Instead the tracer marks the siginfo of the
 * SIGSYS by which the guest's call comes to lxcore, and lets go.  The tracee
 * blocks SIGSYS and sends itself one that is marked too: it arrives when the
 * mask comes back, that is with the guest's registers loaded and before its
 * next instruction.
 *
 *     si_errno   TELL_EXIT: of the trap, "tell me"; of the signal, "now"
 *     si_code    SI_HELD_POKE of the signal, which lxcore drops without a tracer
 */
#ifndef LXRUN_PTRACE_TELL_H
#define LXRUN_PTRACE_TELL_H

#include "core/types.h"

struct siginfo;
struct task;

#define TELL_EXIT 0x6c78
/* Of a trap: the call is -1, made so by the tracer, and rax is its answer. */
#define TELL_SKIPPED 0x6c79
#define TELL_EXIT_OF_SKIPPED 0x6c7a

static inline bool tell_wants_exit(int mark)
{
    return mark == TELL_EXIT || mark == TELL_EXIT_OF_SKIPPED;
}

static inline bool tell_is_skipped(int mark)
{
    return mark == TELL_SKIPPED || mark == TELL_EXIT_OF_SKIPPED;
}

/* In the tracee, after a trap that is marked. */
void tell_exit(struct task *task);

/* In the tracer: is it that signal? */
bool tell_is_exit(const struct siginfo *info);

#endif
