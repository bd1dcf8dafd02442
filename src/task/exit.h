/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * exit.h - the end of one thread, in the order in which it has to be done:
 *
 *     exit_begin()   no signal handler runs on this stack any more
 *     exit_leave()   nobody else knows of the thread any more
 *     gate_exit()    the stack is given back, the thread ends
 *
 * World   lxcore.
 */
#ifndef LXRUN_TASK_EXIT_H
#define LXRUN_TASK_EXIT_H

#include "core/types.h"

struct task;

/* False if a signal came before: it goes first, and the call is made again. */
bool exit_begin(struct task *task);
/* Does nobody but this thread need its area any more? */
bool exit_leave_sighand(struct task *task);
/* The word for gate_exit() to clear. */
uint32_t *exit_leave(struct task *task);

#endif
