/* SPDX-License-Identifier: GPL-2.0-or-later */
/* unseen.c - see unseen.h. */
#include "ptrace/unseen.h"

#include "abi/ptrace.h"
#include "core/host.h"
#include "ptrace/arrive.h"
#include "ptrace/remote.h"
#include "ptrace/tracee.h"

static bool has_stopped(int tid, uint64_t options, struct waitid_info *info)
{
    info->pid = 0;
    return host_call(SYS_waitid, P_PID, (uint64_t)tid, HOST_POINTER(info),
                     __WALL | WNOHANG | WSTOPPED | options, 0, 0) == 0 &&
           info->pid == tid;
}

/* A child that is not our tracee keeps its stop. */
static bool is_tracee(const struct task *task, int tid)
{
    struct waitid_info info;

    if (tracee_find(task, tid) != NULL)
        return true;
    return has_stopped(tid, WNOWAIT, &info) && remote_is_ours(tid);
}

struct tracee *unseen_take(struct task *task, int tid)
{
    struct waitid_info info;
    struct tracee *tracee;
    int status;

    if (!is_tracee(task, tid) || !has_stopped(tid, 0, &info))
        return NULL;
    status = status_of_stop(info.status);
    if (!arrive_is_shown(task, tid, &status))
        return NULL;
    tracee = tracee_find(task, tid);
    if (tracee != NULL)
        tracee_set_report(tracee, status);
    return tracee;
}
