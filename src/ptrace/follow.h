/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * follow.h - letting tracees go on while their tracer does something else.
 *
 * World   lxcore of the tracer; follow_takes() runs in a signal handler.
 *
 * A tracee that only runs stops at each of its calls all the same, and goes on
 * when its tracer's lxcore has seen that the stop is not for the guest.  If the
 * tracer does not wait meanwhile, the host's SIGCHLD brings it here: lxcore
 * handles that signal in any process that has traced anybody.  The guest gets
 * those that it would have got without lxcore.
 *
 * A child that asks to be traced (PTRACE_TRACEME) says so to its parent by a signal
 * that comes to lxcore in any case: the parent may never have traced anybody.
 *
 * While the thread is in the middle of ptrace(2), a handler must not touch the
 * tracees: it leaves a note, and follow_leave() does its work.
 */
#ifndef LXRUN_PTRACE_FOLLOW_H
#define LXRUN_PTRACE_FOLLOW_H

#include "core/types.h"

struct sigframe;
struct task;

/* si_code of that signal, a SIGBUS.  A guest that forges it has its children looked
 * at for nothing. */
#define SI_TRACEE_POKE (-7701)

/* A child of this thread's has become its tracee. */
void follow_new_tracee(struct task *task);

/* This process has a tracee. */
void follow_begin(struct task *task);

void follow_enter(struct task *task);
void follow_leave(struct task *task);

/* A SIGCHLD: true if it is not for the guest. */
bool follow_takes(struct task *task, const struct sigframe *frame);

/* A stop for the guest, of which no SIGCHLD of the host's will tell. */
void follow_owe_signal(struct task *task, int tid, int status);
/* A wait has got a stop for the guest: its SIGCHLD may have been swallowed. */
void follow_was_waited_for(struct task *task, int tid, int status);

#endif
