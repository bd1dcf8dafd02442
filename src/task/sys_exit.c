/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * sys_exit.c - the end of one thread.
 *
 * The kernel walks the guest's robust list and wakes its clear_child_tid as it
 * would natively, because both were registered with it: those wakes are of the
 * process-shared kind (kernel/futex/core.c), and shared futexes are the host's
 * own.  What is left to do is to give the thread area back.
 */
#include "arch/x86_64/gate.h"
#include "core/host.h"
#include "signal/action.h"
#include "task/area.h"
#include "task/task.h"

#include "syscall_entries.h"

static bool is_hosting_sighand(struct task *task)
{
    return task->sighand == &area_of(task)->sighand;
}

/* True if nobody but this thread can still need its area. */
static bool leave_sighand(struct task *task)
{
    uint32_t left = __atomic_sub_fetch(&task->sighand->users, 1, __ATOMIC_ACQ_REL);

    return !is_hosting_sighand(task) || left == 0;
}

long lx_sys_task_exit(struct task *task, const struct sys_args *args)
{
    static uint32_t nobody;
    const uint64_t all = ~0UL;
    bool can_release;

    if (task->attention != 0)
        return LX_REWIND;
    /* No handler may run on this stack once it is given back. */
    task->leaves_whole = true;
    host_sigprocmask(SIG_SETMASK, &all, NULL);
    if (task->attention != 0)
        return LX_REWIND;
    /* A vfork child's area is given back by its parent. */
    can_release = !task->is_borrowing_memory && leave_sighand(task);
    gate_exit_thread(can_release ? area_state_to_clear(task) : &nobody, (long)args->arg[0]);
}
