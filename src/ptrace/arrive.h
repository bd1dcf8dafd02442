/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * arrive.h - a stop of a tracee: for its tracer to see, or not?
 *
 * World   lxcore of the tracer.
 */
#ifndef LXRUN_PTRACE_ARRIVE_H
#define LXRUN_PTRACE_ARRIVE_H

#include "core/types.h"

struct task;

/* wait(2) has taken the stop `*status` of `tid`.  True: tell the guest, of
 * `*status` as it is now.  False: it has been resumed, wait on. */
bool arrive_is_shown(struct task *task, int tid, int *status);

#endif
