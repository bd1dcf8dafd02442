/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * sys_exit.c - the end of one thread, and of a process.
 *
 * The kernel walks the guest's robust list and wakes its clear_child_tid as it
 * would natively, because both were registered with it: those wakes are of the
 * process-shared kind (kernel/futex/core.c), and shared futexes are the host's
 * own.  What is left to do is to give the thread area back.
 *
 * Limits  a process that shares its memory with others (CLONE_VM without
 *         CLONE_THREAD or CLONE_VFORK) leaves areas behind if it has more than one
 *         thread at its end.  What a killed one leaves is found later (sharer.h).
 */
#include "arch/x86_64/gate.h"
#include "core/host.h"
#include "dispatch/dispatch.h"
#include "seccomp/seccomp.h"
#include "signal/action.h"
#include "task/area.h"
#include "task/exit.h"
#include "task/task.h"
#include "trace/trace.h"

#include "syscall_entries.h"

static bool is_hosting_sighand(struct task *task)
{
    return task->sighand == &area_of(task)->sighand;
}

bool exit_leave_sighand(struct task *task)
{
    uint32_t left = __atomic_sub_fetch(&task->sighand->users, 1, __ATOMIC_ACQ_REL);

    return !is_hosting_sighand(task) || left == 0;
}

bool exit_begin(struct task *task)
{
    const uint64_t all = ~0UL;

    if (task->attention != 0)
        return false;
    /* No handler may run on this stack once it is given back. */
    task->leaves_whole = true;
    host_sigprocmask(SIG_SETMASK, &all, NULL);
    return task->attention == 0;
}

uint32_t *exit_leave(struct task *task)
{
    static uint32_t nobody;

    /* A vfork child's area is given back by its parent. */
    if (task->is_borrowing_memory)
        return &nobody;
    __atomic_store_n(&task->sharer_pid, 0, __ATOMIC_RELEASE);
    if (!task->is_sharing_memory)
        own_io_leave(task);
    seccomp_leave(task, task);
    return exit_leave_sighand(task) ? area_state_to_clear(task) : &nobody;
}

static long end_thread(struct task *task, const struct sys_args *args)
{
    if (!exit_begin(task))
        return LX_REWIND;
    if (unlikely(task->restrictions & TASK_IS_TRACED) && args->nr == SYS_exit)
        trace_end_thread(task, (long)args->arg[0]);
    gate_exit(exit_leave(task), (long)args->arg[0], args->nr);
}

long lx_sys_task_exit(struct task *task, const struct sys_args *args)
{
    return end_thread(task, args);
}

/* Whose memory goes with the process has nothing to give back. */
long lx_sys_task_exit_group(struct task *task, const struct sys_args *args)
{
    if (unlikely(task->restrictions & TASK_IS_TRACED))
        trace_end_process(task, (long)args->arg[0]);
    if (likely(!task->is_sharing_memory))
        return dispatch_run(task, args);
    return end_thread(task, args);
}
