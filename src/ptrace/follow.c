/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * follow.c - see follow.h.
 *
 * A thread in wait(2) must not sleep on a stop that a handler has found for it:
 *
 *     wait(2)                            handler
 *     -------                            -------
 *     is_waiting = true                  find a stop to show: a report
 *     clear TASK_CHILD_STOPPED           if is_waiting: set TASK_CHILD_STOPPED
 *     look for a report                  move a thread at the gate's check on
 *     gate: TASK_CHILD_STOPPED? look again
 *     host: sleep
 *
 * Limits  a guest that blocks SIGCHLD has its tracees followed only while it
 *         waits for them.
 */
#include "ptrace/follow.h"

#include "abi/errno.h"
#include "abi/ptrace.h"
#include "arch/x86_64/gate.h"
#include "core/host.h"
#include "ptrace/tracee.h"
#include "ptrace/unseen.h"
#include "signal/action.h"
#include "task/task.h"

#define SYSCALL_INSTRUCTION_SIZE 2
#define QUICK_LOOKS 4

void follow_begin(struct task *task)
{
    if (!__atomic_load_n(&task->sighand->is_following_children, __ATOMIC_RELAXED))
        sighand_follow_children(task);
}

static bool has_report(const struct task *task)
{
    return tracee_with_report(task, P_ALL, 0) != NULL;
}

static void look_after_each(struct task *task)
{
    for (int at = 0;;) {
        struct tracee *tracee = tracee_next_running(task, &at);

        if (tracee == NULL)
            return;
        unseen_take(task, tracee->tid);
    }
}

/* Somebody with whom one of `events` has happened and who has not been waited
 * for; 0 if there is nobody. */
static int find_child(uint64_t events)
{
    struct waitid_info info = { .pid = 0 };

    host_call(SYS_waitid, P_ALL, 0, HOST_POINTER(&info), __WALL | WNOHANG | WNOWAIT | events,
              0, 0);
    return info.pid;
}

/* Let all tracees go on that have stopped unseen; true if any of their stops is
 * for the guest.  The kernel names one at a time, `tid` first (or 0): often
 * there is no other. */
static bool look_after_tracees(struct task *task, int tid)
{
    for (int i = 0; i < QUICK_LOOKS; i++) {
        struct tracee *tracee = tracee_find(task, tid);

        if (tracee != NULL && !tracee->is_stopped)
            unseen_take(task, tid);
        else if (i > 0)
            break;
        tid = find_child(WSTOPPED);
        if (tid == 0)
            return has_report(task);
    }
    look_after_each(task);
    return has_report(task);
}

void follow_enter(struct task *task)
{
    __atomic_store_n(&task->tracing_depth, task->tracing_depth + 1, __ATOMIC_RELAXED);
}

/* A note that a handler leaves before the depth is 0 is read here; after that
 * the handler does the work itself. */
void follow_leave(struct task *task)
{
    while (task->tracing_depth == 1) {
        while (__atomic_exchange_n(&task->has_missed_child, false, __ATOMIC_RELAXED))
            look_after_tracees(task, 0);
        __atomic_store_n(&task->tracing_depth, 0, __ATOMIC_RELAXED);
        if (!__atomic_load_n(&task->has_missed_child, __ATOMIC_RELAXED))
            return;
        follow_enter(task);
    }
    __atomic_store_n(&task->tracing_depth, task->tracing_depth - 1, __ATOMIC_RELAXED);
}

static bool is_stop_of_child(const struct siginfo *info)
{
    return info->code == CLD_TRAPPED || info->code == CLD_STOPPED;
}

/* One SIGCHLD may stand for several children (signal(7)). */
static bool is_anybody_to_wait_for(const struct task *task)
{
    int tid;

    if (find_child(WEXITED | WCONTINUED) != 0)
        return true;
    tid = find_child(WSTOPPED);
    return tid != 0 && tracee_find(task, tid) == NULL;
}

static bool is_for_guest(struct task *task, const struct siginfo *info, bool is_shown)
{
    const struct ksigaction *action = &task->sighand->action[SIGCHLD - 1];

    if (action->handler == SIG_DFL || action->handler == SIG_IGN)
        return false;
    if (!is_stop_of_child(info))
        return true;
    if (is_shown)
        return !(action->flags & SA_NOCLDSTOP);
    return is_anybody_to_wait_for(task);
}

/* The host's call has ended for a signal that the guest does not see. */
static bool is_call_interrupted(const struct mcontext *regs)
{
    return regs->rip == HOST_POINTER(lx_gate_check_syscall) + SYSCALL_INSTRUCTION_SIZE &&
           regs->rax == (uint64_t)-EINTR;
}

bool follow_takes(struct task *task, const struct sigframe *frame)
{
    const struct siginfo *info = &frame->info;
    bool is_shown = false;

    if (!task->sighand->is_following_children)
        return false;
    if (task->tracing_depth > 0)
        task->has_missed_child = true;
    else
        is_shown = look_after_tracees(task, is_stop_of_child(info) ? (int)info->kill.pid : 0);
    if (is_shown && task->is_waiting)
        __atomic_or_fetch(&task->attention, TASK_CHILD_STOPPED, __ATOMIC_RELAXED);
    if (is_for_guest(task, info, is_shown))
        return false;
    if (is_call_interrupted(&frame->uc.mcontext))
        task->is_nudged = true;
    return true;
}
