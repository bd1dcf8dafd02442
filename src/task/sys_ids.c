/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * sys_ids.c - calls that ask who the thread is.
 *
 * A thread's ids, as it sees them itself, never change: a new namespace of pids
 * is for children only (pid_namespaces(7)), and exec gives a thread the id of its
 * process, in a new image.
 */
#include "task/task.h"

#include "syscall_entries.h"

RETURNS_BEFORE_CALL long lx_sys_task_getpid(struct task *task, const struct sys_args *args)
{
    (void)args;
    return task->tgid;
}

RETURNS_BEFORE_CALL long lx_sys_task_gettid(struct task *task, const struct sys_args *args)
{
    (void)args;
    return task->tid;
}
