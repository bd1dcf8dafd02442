/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * sys_wait.c - wait4(2) and waitid(2): as the host has them, but for the stops
 * of tracees that are not for the guest to see.
 *
 * The host writes to a status of our own, so that nothing of a hidden stop
 * reaches the guest; an rusage that the guest asks for may be written twice.
 */
#include "abi/errno.h"
#include "abi/ptrace.h"
#include "core/guest.h"
#include "core/host.h"
#include "core/string.h"
#include "ptrace/arrive.h"
#include "ptrace/follow.h"
#include "ptrace/remote.h"
#include "ptrace/tracee.h"
#include "ptrace/unseen.h"
#include "signal/action.h"
#include "task/task.h"

#include "syscall_entries.h"

/* What wait_once() and waitid_once() saw was not for the guest. */
#define LOOK_AGAIN (-4300)

/* wait4's pid as waitid's pair. */
static int idtype_of(int pid)
{
    if (pid == -1)
        return P_ALL;
    return pid > 0 ? P_PID : P_PGID;
}

static int id_of(int pid)
{
    if (pid == 0)
        return (int)host_call3(SYS_getpgid, 0, 0, 0);
    return pid > 0 ? pid : -pid;
}

/* A stop that is kept for the guest: its thread's tid, or 0. */
static int take_report(const struct task *task, int idtype, int id, bool is_to_stay,
                       int *status)
{
    struct tracee *tracee = tracee_with_report(task, idtype, id);

    if (tracee == NULL)
        return 0;
    *status = tracee->report_status;
    if (!is_to_stay)
        tracee_drop_report(tracee);
    return tracee->tid;
}

static void forget_child_stopped(struct task *task)
{
    __atomic_and_fetch(&task->attention, ~(uint32_t)TASK_CHILD_STOPPED, __ATOMIC_RELAXED);
}

/* A handler has seen to a tracee meanwhile (follow.h).  A stop that it has
 * found for the guest comes before EINTR, as for the kernel. */
static bool is_to_look_again(struct task *task, int idtype, int id, long result)
{
    const uint32_t others = ~(uint32_t)TASK_CHILD_STOPPED;
    bool is_nudged = task->is_nudged;

    task->is_nudged = false;
    if (result != LX_REWIND && result != -EINTR)
        return false;
    if (tracee_with_report(task, idtype, id) != NULL)
        return true;
    return (task->attention & others) == 0 && (result == LX_REWIND || is_nudged);
}

static bool is_arrival_shown(struct task *task, int tid, int *status)
{
    bool is_shown;

    follow_enter(task);
    is_shown = arrive_is_shown(task, tid, status);
    follow_leave(task);
    if (is_shown)
        follow_was_waited_for(task, tid, *status);
    return is_shown;
}

static bool is_for_guest(struct task *task, int tid, int *status)
{
    if (status_is_stop(*status))
        return is_arrival_shown(task, tid, status);
    if (*status != STATUS_CONTINUED)
        tracee_forget(tid);
    return true;
}

static long wait_once(struct task *task, const struct sys_args *host, int *status)
{
    int idtype = idtype_of((int)host->arg[0]), id = id_of((int)host->arg[0]);
    long tid;

    forget_child_stopped(task);
    tid = take_report(task, idtype, id, false, status);
    if (tid > 0)
        return tid;
    tid = host_call_restartable(task, host);
    if (is_to_look_again(task, idtype, id, tid))
        return LOOK_AGAIN;
    return tid <= 0 || is_for_guest(task, (int)tid, status) ? tid : LOOK_AGAIN;
}

/* A signal has come between two of the host's waits, of which the guest knows one
 * only: as while it sleeps, its handler says whether that goes on. */
static long end_of_wait(const struct task *task, bool has_waited, long result)
{
    uint64_t flags;

    if (result != LX_REWIND || !has_waited || !(task->attention & TASK_SIGNAL_SAVED))
        return result;
    flags = task->sighand->action[task->saved_signal.signo - 1].flags;
    return flags & SA_RESTART ? LX_REWIND : -EINTR;
}

/* Who waits for anybody looks after all tracees itself: the handler need not. */
static void begin_wait(struct task *task, bool is_for_all)
{
    task->is_waiting = true;
    if (is_for_all)
        follow_enter(task);
}

static void end_wait(struct task *task, bool is_for_all)
{
    if (is_for_all)
        follow_leave(task);
    task->is_waiting = false;
    forget_child_stopped(task);
}

static long wait_for(struct task *task, const struct sys_args *host, int *status)
{
    bool is_for_all = (int)host->arg[0] == -1, has_waited = false;
    long tid;

    begin_wait(task, is_for_all);
    while ((tid = wait_once(task, host, status)) == LOOK_AGAIN)
        has_waited = true;
    end_wait(task, is_for_all);
    return end_of_wait(task, has_waited, tid);
}

long lx_sys_ptrace_wait4(struct task *task, const struct sys_args *args)
{
    struct sys_args host = *args;
    int status = 0;
    long tid;

    host.arg[1] = HOST_POINTER(&status);
    tid = wait_for(task, &host, &status);
    if (tid > 0 && args->arg[1] != 0 &&
        guest_store32(args->arg[1], (uint32_t)status) != 0)
        return -EFAULT;
    return tid;
}

static bool is_stop(const struct waitid_info *info)
{
    return info->pid != 0 && (info->code == CLD_TRAPPED || info->code == CLD_STOPPED);
}

static void describe_stop(struct waitid_info *info, int tid, int status)
{
    info->signo = SIGCHLD;
    info->error = 0;
    info->code = CLD_TRAPPED;
    info->pid = tid;
    info->status = status >> 8;
}

/* WNOWAIT has left the stop where it is: take it, so that it can be hidden, or
 * kept for the next wait. */
static bool take_peeked(struct task *task, struct waitid_info *info)
{
    struct tracee *tracee;

    if (tracee_find(task, info->pid) == NULL && !remote_is_ours(info->pid))
        return true;
    follow_enter(task);
    tracee = unseen_take(task, info->pid);
    follow_leave(task);
    if (tracee != NULL)
        describe_stop(info, tracee->tid, tracee->report_status);
    return tracee != NULL;
}

static bool is_info_for_guest(struct task *task, struct waitid_info *info,
                              uint64_t options)
{
    int status;

    if (!is_stop(info)) {
        if (info->pid != 0 && info->code != CLD_CONTINUED && !(options & WNOWAIT))
            tracee_forget(info->pid);
        return true;
    }
    if (options & WNOWAIT)
        return take_peeked(task, info);
    status = status_of_stop(info->status);
    if (!is_arrival_shown(task, info->pid, &status))
        return false;
    info->status = status >> 8;
    return true;
}

/* Stops of tracees are seen whatever the options (kernel/exit.c). */
static bool take_info(const struct task *task, const struct sys_args *args,
                      struct waitid_info *info)
{
    bool is_to_stay = (args->arg[3] & WNOWAIT) != 0;
    int status, tid;

    tid = take_report(task, (int)args->arg[0], (int)args->arg[1], is_to_stay, &status);
    if (tid == 0)
        return false;
    describe_stop(info, tid, status);
    return true;
}

static long waitid_once(struct task *task, const struct sys_args *host,
                        struct waitid_info *info)
{
    long err;

    forget_child_stopped(task);
    memset(info, 0, sizeof(*info));
    if (take_info(task, host, info))
        return 0;
    err = host_call_restartable(task, host);
    if (is_to_look_again(task, (int)host->arg[0], (int)host->arg[1], err))
        return LOOK_AGAIN;
    return err != 0 || is_info_for_guest(task, info, host->arg[3]) ? err : LOOK_AGAIN;
}

static long waitid_for(struct task *task, const struct sys_args *host,
                       struct waitid_info *info)
{
    bool is_for_all = host->arg[0] == P_ALL, has_waited = false;
    long err;

    begin_wait(task, is_for_all);
    while ((err = waitid_once(task, host, info)) == LOOK_AGAIN)
        has_waited = true;
    end_wait(task, is_for_all);
    return end_of_wait(task, has_waited, err);
}

/* The kernel leaves the padding alone. */
static long copy_info(gaddr_t to, const struct waitid_info *info)
{
    const size_t head = offsetof(struct waitid_info, pad);
    const size_t tail = offsetof(struct waitid_info, pid);

    if (guest_copy_out(to, info, head) != 0)
        return -EFAULT;
    return guest_copy_out(to + tail, &info->pid,
                          offsetof(struct waitid_info, rest) - tail);
}

long lx_sys_ptrace_waitid(struct task *task, const struct sys_args *args)
{
    struct sys_args host = *args;
    struct waitid_info info;
    long err;

    host.arg[2] = HOST_POINTER(&info);
    err = waitid_for(task, &host, &info);
    if (err != 0 || args->arg[2] == 0)
        return err;
    return copy_info(args->arg[2], &info);
}
