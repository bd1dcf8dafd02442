/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * unseen.h - a stop of a tracee that nobody has waited for yet.
 *
 * World   lxcore of the tracer.
 */
#ifndef LXRUN_PTRACE_UNSEEN_H
#define LXRUN_PTRACE_UNSEEN_H

struct task;
struct tracee;

/* If `tid` has stopped and the stop is for the guest, keep it for the guest's
 * next wait and return the tracee; NULL if not. */
struct tracee *unseen_take(struct task *task, int tid);

#endif
