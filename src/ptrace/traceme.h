/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * traceme.h - PTRACE_TRACEME, now or with the next image.
 *
 * World   lxcore of the tracee.
 *
 * A child of vfork that is traced stops at its next call, SIGSYS being a signal
 * like any other, and waits for a tracer that waits in vfork.  So the wish is
 * kept in its task, and exec hands it on (BOOT_TRACEME): until the exec has
 * released the tracer, no stop could be seen anyway.
 */
#ifndef LXRUN_PTRACE_TRACEME_H
#define LXRUN_PTRACE_TRACEME_H

#include <stdint.h>

struct task;

/* Set by the tracer's lxcore once it has seen a thread of the process, and handed
 * on by exec: its calls then trap, and it leaves lxcore by rt_sigreturn, where
 * the tracer can see it. */
extern uint64_t lx_is_traced;

long traceme_ask(struct task *task);
/* The last act of a new image whose process has asked before: be traced, and
 * stop with SIGTRAP at the first instruction of the program. */
void traceme_at_entry(const struct task *task);

#endif
