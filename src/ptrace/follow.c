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
#include "task/area.h"
#include "task/task.h"

#define QUICK_LOOKS 4

void follow_begin(struct task *task)
{
    if (!__atomic_load_n(&task->sighand->is_following_children, __ATOMIC_RELAXED))
        sighand_follow_children(task);
}

static bool has_handler(const struct task *task)
{
    return sigaction_has_handler(&task->sighand->action[SIGCHLD - 1]);
}

void follow_owe_signal(struct task *task, int tid, int status)
{
    const struct waitid_info info = {
        .signo = SIGCHLD, .code = CLD_TRAPPED, .pid = tid, .status = status >> 8
    };

    task->owes_child_signal = true;
    host_queue_to_thread(task->tgid, task->tid, SIGCHLD, &info);
}

void follow_was_waited_for(struct task *task, int tid, int status)
{
    if (__atomic_exchange_n(&task->has_swallowed_child, false, __ATOMIC_RELAXED))
        follow_owe_signal(task, tid, status);
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
 * for; 0 if there is nobody.  A tracee's stop is always among the events. */
static int find_child(uint64_t events, struct waitid_info *info)
{
    info->pid = 0;
    host_call(SYS_waitid, P_ALL, 0, HOST_POINTER(info),
              __WALL | WNOHANG | WNOWAIT | events, 0, 0);
    return info->pid;
}

/* Let all tracees go on that have stopped unseen.  The kernel names one at a
 * time, `tid` is the first (or 0): often there is no other. */
static void look_after_tracees(struct task *task, int tid)
{
    struct waitid_info info;

    for (int i = 0; i < QUICK_LOOKS; i++) {
        struct tracee *tracee = tracee_find(task, tid);

        if (tid != 0 && (tracee == NULL || !tracee->is_stopped))
            unseen_take(task, tid);
        else if (i > 0)
            break;
        tid = find_child(WSTOPPED, &info);
        if (tid == 0)
            return;
    }
    look_after_each(task);
}

void follow_enter(struct task *task)
{
    __atomic_store_n(&task->tracing_depth, task->tracing_depth + 1, __ATOMIC_RELAXED);
}

static void do_missed_work(struct task *task)
{
    const struct tracee *tracee;

    while (__atomic_exchange_n(&task->has_missed_child, false, __ATOMIC_RELAXED)) {
        follow_begin(task);
        look_after_tracees(task, 0);
    }
    if (!has_handler(task) || !tracee_announce_reports(task))
        return;
    tracee = tracee_with_report(task, P_ALL, 0);
    follow_owe_signal(task, tracee->tid, tracee->report_status);
}

/* A note that a handler leaves before the depth is 0 is read here; after that
 * the handler does the work itself. */
void follow_leave(struct task *task)
{
    while (task->tracing_depth == 1) {
        do_missed_work(task);
        __atomic_store_n(&task->tracing_depth, 0, __ATOMIC_RELAXED);
        if (!__atomic_load_n(&task->has_missed_child, __ATOMIC_RELAXED))
            return;
        follow_enter(task);
    }
    __atomic_store_n(&task->tracing_depth, task->tracing_depth - 1, __ATOMIC_RELAXED);
}

void follow_new_tracee(struct task *task)
{
    follow_enter(task);
    __atomic_store_n(&task->has_missed_child, true, __ATOMIC_RELAXED);
    follow_leave(task);
}

static bool is_stop_code(int code)
{
    return code == CLD_TRAPPED || code == CLD_STOPPED;
}

/* One SIGCHLD may stand for several children (signal(7)).  Where a tracee that
 * has just stopped hides another child, its own SIGCHLD will ask again. */
static bool is_anybody_to_wait_for(const struct task *task)
{
    struct waitid_info info;
    int tid = find_child(WEXITED | WSTOPPED | WCONTINUED, &info);

    return tid != 0 && !(is_stop_code(info.code) && tracee_find(task, tid) != NULL);
}

static bool is_for_guest(const struct task *task, const struct siginfo *info,
                         bool is_news)
{
    const struct ksigaction *action = &task->sighand->action[SIGCHLD - 1];

    if (!has_handler(task))
        return false;
    if (!is_stop_code(info->code))
        return true;
    if (is_news)
        return !(action->flags & SA_NOCLDSTOP);
    return is_anybody_to_wait_for(task);
}

/* The host's call has ended for a signal that the guest does not see. */
static bool is_call_interrupted(const struct mcontext *regs)
{
    return gate_is_behind_call(regs->rip) && regs->rax == (uint64_t)-EINTR;
}

/* The kernel gives the SIGCHLD of a stop to the tracing thread, unless that has another
 * signal to see to: then to any of its process.  That one can do nothing but tell. */
static void tell_other_threads(const struct task *task, const struct siginfo *info)
{
    const struct siginfo poke = { .signo = SIGBUS, .code = SI_TRACEE_POKE };
    const struct task *other;

    if (!is_stop_code(info->code) || tracee_find(task, info->kill.pid) != NULL)
        return;
    for (uint32_t slot = 0; (other = area_next_task(&slot)) != NULL;)
        if (other->tgid == task->tgid && other != task)
            host_queue_to_thread(other->tgid, other->tid, SIGBUS, &poke);
}

/* True: there is a stop for the guest of which it has not been told. */
static bool look_for_news(struct task *task, const struct siginfo *info)
{
    bool is_news = __atomic_exchange_n(&task->owes_child_signal, false, __ATOMIC_RELAXED);

    tell_other_threads(task, info);
    if (task->tracing_depth > 0) {
        task->has_missed_child = true;
        return is_news;
    }
    look_after_tracees(task, is_stop_code(info->code) ? info->kill.pid : 0);
    if (task->is_waiting && tracee_with_report(task, P_ALL, 0) != NULL)
        __atomic_or_fetch(&task->attention, TASK_CHILD_STOPPED, __ATOMIC_RELAXED);
    return tracee_announce_reports(task) || is_news;
}

bool follow_takes(struct task *task, const struct sigframe *frame)
{
    const struct siginfo *info = &frame->info;

    if (!task->sighand->is_following_children)
        return false;
    if (is_for_guest(task, info, look_for_news(task, info)))
        return false;
    task->has_swallowed_child = has_handler(task) && is_stop_code(info->code);
    if (is_call_interrupted(&frame->uc.mcontext))
        task->is_nudged = true;
    return true;
}
