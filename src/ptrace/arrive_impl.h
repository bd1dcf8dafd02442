/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * arrive_impl.h - what arrive.c and arrive_call.c share: each arrive_*() judges
 * one kind of stop, and has either resumed the tracee (false) or made it ready
 * to be seen (true).
 *
 * World   lxcore of the tracer.
 */
#ifndef LXRUN_PTRACE_ARRIVE_IMPL_H
#define LXRUN_PTRACE_ARRIVE_IMPL_H

#include "ptrace/stop.h"
#include "ptrace/tracee.h"

bool arrive_hide(struct tracee *tracee, int signo);
bool arrive_show(struct tracee *tracee, const struct stop *stop, enum tracee_view view);
/* It is in guest code, with no call under way. */
void arrive_forget_call(struct tracee *tracee);

bool arrive_trap(struct tracee *tracee, struct stop *stop);
bool arrive_entry(struct tracee *tracee, const struct stop *stop, int *status);
bool arrive_exit(struct tracee *tracee, const struct stop *stop, int *status);
/* The signal by which it tells that it leaves lxcore. */
bool arrive_told(struct tracee *tracee, const struct stop *stop, int *status);
/* Stopped by a signal or its tracer, in guest code… */
bool arrive_in_guest(struct tracee *tracee, const struct stop *stop, int *status);
/* …or where a call of the guest's sleeps. */
bool arrive_asleep(struct tracee *tracee, const struct stop *stop, int *status);

#endif
