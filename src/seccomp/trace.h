/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * trace.h - SECCOMP_RET_TRACE: asking the thread's tracer about a call.
 *
 * The kernel's own mechanism does it, as with listeners (notify.h): a filter of
 * the host's traces numbers that no call has, one for each SECCOMP_RET_DATA.
 * lxcore makes such a call, and the kernel stops it for its tracer, or answers
 * ENOSYS if none wants to be asked.  The tracer's lxcore shows the guest's call
 * in its place (VIEW_SECCOMP), and makes the host's call have one of the
 * two results below.
 *
 * World   lxcore, of tracer and tracee.
 * Limits  a tracer that does not run under lxrun sees lxcore's call, and cannot
 *         let the guest's go on.
 */
#ifndef LXRUN_SECCOMP_TRACE_H
#define LXRUN_SECCOMP_TRACE_H

#include "core/types.h"

struct sys_args;
struct task;

/* The call is to be made with the registers that are in the frame now, and the
 * number that is in its siginfo; or rax of the frame is its answer.  No call has such results. */
#define TRACE_GO_ON (-0x7ffffffffffffd00L)
#define TRACE_SKIPPED (-0x7ffffffffffffcffL)

/* `data` is what the filter says to the tracer.  True: go on, and *args may be
 * another call now; else *result is the answer. */
bool trace_ask(struct task *task, struct sys_args *args, uint32_t arch, uint32_t data,
               long *result);

#endif
