/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * fork.h - lxcore's state across a copy of its memory.
 *
 * Other threads may be anywhere in lxcore when the memory is copied, and do
 * not exist in the child.  What a child still needs whole is guarded by locks
 * that the forking thread takes first; what it does not need is emptied.
 */
#ifndef LXRUN_TASK_FORK_H
#define LXRUN_TASK_FORK_H

struct task;

void fork_prepare(struct task *task);
void fork_in_parent(struct task *task);
void fork_in_child(struct task *task);

#endif
