/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * remote.h - typed ptrace(2) calls on a thread that the caller traces.
 *
 * World   lxcore of the tracer.  What comes from the other side is the other
 *         guest's to choose: a number to look at, never a pointer to follow.
 * Result  0, or the kernel's errno: -ESRCH when the thread is not stopped, is
 *         gone, or is traced by somebody else.
 */
#ifndef LXRUN_PTRACE_REMOTE_H
#define LXRUN_PTRACE_REMOTE_H

#include "abi/ptrace.h"
#include "abi/signal.h"
#include "core/types.h"

long remote_request(uint64_t request, int tid, uint64_t addr, uint64_t data);

long remote_get_regs(int tid, struct user_regs *regs);
long remote_set_regs(int tid, const struct user_regs *regs);
long remote_get_siginfo(int tid, struct siginfo *info);
long remote_set_siginfo(int tid, const struct siginfo *info);
long remote_get_message(int tid, uint64_t *message);

/* Copy to and from its memory.  `at` and `size` are multiples of 8. */
long remote_read(int tid, uint64_t at, void *to, size_t size);
long remote_write(int tid, uint64_t at, const void *from, size_t size);

/* Is `tid` stopped, and traced by the calling thread? */
bool remote_is_ours(int tid);
/* Has `tid` lxcore's image mapped where ours is? */
bool remote_has_core(int tid);
/* Let `tid`'s process know that it is traced (lx_is_traced). */
void remote_tell_traced(int tid);
/* Has `tid` made a system call whose SIGSYS is still to be delivered? */
bool remote_has_trap_pending(int tid);
/* Does the host still have a handler for `signo` in `tid`'s process?  Asks
 * /proc; true if that does not answer. */
bool remote_handles(int tid, int signo);

#endif
