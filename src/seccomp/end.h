/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * end.h - the end of a thread or a process by its filters.
 *
 * World   lxcore.
 * Result  if they return, what the call answers: LX_REWIND, by which the guest
 *         makes it again and meets its end in the kernel.
 */
#ifndef LXRUN_SECCOMP_END_H
#define LXRUN_SECCOMP_END_H

#include "core/types.h"

struct task;

/* As SECCOMP_RET_KILL_PROCESS, SECCOMP_RET_KILL_THREAD and the strict mode do;
 * `verdict` carries the data for the signal. */
long end_process(struct task *task, uint32_t verdict);
long end_thread(struct task *task, uint32_t verdict);
long end_strictly(struct task *task);
/* As force_exit_sig() of the kernel: whatever the guest has set for `signo`. */
long end_by_signal(struct task *task, int signo);

#endif
