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
#include "ptrace/remote.h"
#include "ptrace/tracee.h"
#include "task/task.h"

#include "syscall_entries.h"

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

static bool is_for_guest(const struct task *task, int tid, int *status)
{
    if (status_is_stop(*status))
        return arrive_is_shown(task, tid, status);
    if (*status != STATUS_CONTINUED)
        tracee_forget(tid);
    return true;
}

static long wait_for(struct task *task, const struct sys_args *host, int *status)
{
    for (;;) {
        int pid = (int)host->arg[0];
        long tid = take_report(task, idtype_of(pid), id_of(pid), false, status);

        if (tid > 0)
            return tid;
        tid = host_call_restartable(task, host);
        if (tid <= 0 || is_for_guest(task, (int)tid, status))
            return tid;
    }
}

long lx_sys_ptrace_wait4(struct task *task, const struct sys_args *args)
{
    struct sys_args host = *args;
    int status = 0;
    long tid;

    host.arg[1] = HOST_POINTER(&status);
    tid = wait_for(task, &host, &status);
    if (tid > 0 && args->arg[1] != 0 && guest_store32(args->arg[1], (uint32_t)status) != 0)
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
static bool take_peeked(const struct task *task, struct waitid_info *info)
{
    int tid = info->pid, status = status_of_stop(info->status);
    struct tracee *tracee;

    if (!remote_is_ours(tid))
        return true;
    if (host_call(SYS_waitid, P_PID, (uint64_t)tid, HOST_POINTER(info),
                  WSTOPPED | WNOHANG | __WALL, 0, 0) != 0 ||
        info->pid != tid || !arrive_is_shown(task, tid, &status))
        return false;
    describe_stop(info, tid, status);
    tracee = tracee_find(task, tid);
    if (tracee != NULL)
        tracee_set_report(tracee, status);
    return true;
}

static bool is_info_for_guest(const struct task *task, struct waitid_info *info,
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
    if (!arrive_is_shown(task, info->pid, &status))
        return false;
    info->status = status >> 8;
    return true;
}

static bool take_info(const struct task *task, const struct sys_args *args,
                      struct waitid_info *info)
{
    bool is_to_stay = (args->arg[3] & WNOWAIT) != 0;
    int status, tid;

    if (!(args->arg[3] & WSTOPPED))
        return false;
    tid = take_report(task, (int)args->arg[0], (int)args->arg[1], is_to_stay, &status);
    if (tid == 0)
        return false;
    describe_stop(info, tid, status);
    return true;
}

static long waitid_for(struct task *task, const struct sys_args *host,
                       struct waitid_info *info)
{
    for (;;) {
        long err;

        memset(info, 0, sizeof(*info));
        if (take_info(task, host, info))
            return 0;
        err = host_call_restartable(task, host);
        if (err != 0 || is_info_for_guest(task, info, host->arg[3]))
            return err;
    }
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
