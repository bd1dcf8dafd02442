/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * sharer.c - see sharer.h.
 *
 * A sharer that ends by itself gives its area back, and before that forgets its
 * pid.  So an area with a pid that no process has any more is a killed one's; who
 * takes the pid out of it may give it back:
 *
 *     another thread, for the same         this thread
 *     ----------------------------         -----------
 *     pid = 12: no such process            pid = 12: no such process
 *     12 -> 0, give it back
 *     take it for a child: pid 0, then 99  12 -> 0 fails
 *
 * The kernel writes the pid before the child runs, so that it is there or the
 * child is not.
 */
#include "task/sharer.h"

#include "abi/errno.h"
#include "abi/sched.h"
#include "core/host.h"
#include "futex/futex.h"
#include "task/area.h"
#include "task/clone.h"
#include "task/exit.h"

void sharer_have_pid_told(struct sys_args *host, const struct clone_request *request,
                          struct task *parent, struct task *child)
{
    if (!child->is_sharing_memory ||
        (request->flags & (CLONE_PARENT_SETTID | CLONE_PIDFD)))
        return;
    child->creator = parent->tgid;
    if (request->args != NULL) {
        request->args->flags |= CLONE_PARENT_SETTID;
        request->args->parent_tid = HOST_POINTER(&child->sharer_pid);
    } else {
        host->arg[0] |= CLONE_PARENT_SETTID;
        host->arg[2] = HOST_POINTER(&child->sharer_pid);
    }
}

static bool is_no_more(int32_t pid)
{
    return pid != 0 && host_call3(SYS_kill, (uint64_t)pid, 0, 0) == -ESRCH;
}

static bool claim(struct task *sharer, int32_t pid)
{
    return __atomic_compare_exchange_n(&sharer->sharer_pid, &pid, 0, false,
                                       __ATOMIC_ACQ_REL, __ATOMIC_RELAXED);
}

void sharer_reap_killed(struct task *by)
{
    struct task *sharer;
    uint32_t slot = 0;

    while ((sharer = area_next_task(&slot)) != NULL) {
        int32_t pid = __atomic_load_n(&sharer->sharer_pid, __ATOMIC_ACQUIRE);

        if (sharer->creator != by->tgid || !is_no_more(pid) || !claim(sharer, pid))
            continue;
        futex_forget_task(by, sharer);
        seccomp_leave(sharer, by);
        if (exit_leave_sighand(sharer))
            area_release(sharer);
    }
}
