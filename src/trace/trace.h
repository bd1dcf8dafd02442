/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * trace.h - telling lxrun what a thread does, where it does it.
 *
 * World   lxcore.  Whoever calls these has found TASK_IS_TRACED in
 *         task->restrictions, but for trace_begin().
 * Locks   none: a thread writes into its own ring only, and no signal handler
 *         that has interrupted lxcore writes at all.
 */
#ifndef LXRUN_TRACE_TRACE_H
#define LXRUN_TRACE_TRACE_H

#include "core/host.h"
#include "core/types.h"

struct siginfo;
struct sigframe;
struct task;

/* Boot: map the rings, go on with the one that the last image has had.  `name` is
 * AT_EXECFN.  False if there is no room. */
bool trace_begin(struct task *task, uint64_t boot_flags, const char *name);
/* For the boot record of the next image (abi/boot.h). */
uint64_t trace_boot_flags(const struct task *task);

/* A call begins.  False if it is not to be made, because *result is its answer. */
bool trace_enter(struct task *task, const struct sys_args *args, uint32_t arch,
                 long *result);
/* …and is over.  LX_REWIND and LX_NO_RESULT are answers, too. */
void trace_exit(struct task *task, const struct sys_args *args, long result);

/* Both, around a call that `run` makes. */
typedef long trace_run_t(struct task *task, const struct sys_args *args);
long trace_call(struct task *task, const struct sys_args *args, uint32_t arch,
                trace_run_t *run);

void trace_signal(struct task *task, const struct sigframe *frame,
                  const struct siginfo *info, bool is_handled);

/* A child has been made: told by its maker, `child` being the clone's answer… */
void trace_birth(struct task *task, uint64_t flags, long child);
/* …and by itself, before it runs. */
void trace_start(struct task *task, int32_t parent);
/* The thread, or all of its process, is about to end. */
void trace_end_thread(struct task *task, long status);
void trace_end_process(struct task *task, long status);

#endif
