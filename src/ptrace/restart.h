/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * restart.h - restart_syscall(2) of a tracee that has seccomp filters.
 *
 * The kernel begins an interrupted sleep again by that call, and asks filters
 * about it.  The host would only ask its own.  So a tracee that is about to do so
 * is made to make the call itself (call_again()), as long as nothing stops it
 * before that.
 *
 * World   lxcore of the tracer.
 * Limits  without a tracer the guest's filters are not asked.
 */
#ifndef LXRUN_PTRACE_RESTART_H
#define LXRUN_PTRACE_RESTART_H

#include "ptrace/stop.h"
#include "ptrace/tracee.h"

/* It is about to go on from where a call of its own was interrupted. */
void restart_begin(struct tracee *tracee);
/* It has stopped again: if still there, it is as before restart_begin(). */
void restart_undo(struct tracee *tracee, struct stop *stop);

#endif
