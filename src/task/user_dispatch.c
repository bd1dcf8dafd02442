/* SPDX-License-Identifier: GPL-2.0-or-later */
/* user_dispatch.c - see user_dispatch.h; as kernel/entry/syscall_user_dispatch.c. */
#include "task/user_dispatch.h"

#include "abi/errno.h"
#include "abi/signal.h"
#include "core/guest.h"
#include "core/host.h"
#include "dispatch/vsyscall.h"
#include "seccomp/end.h"
#include "signal/deliver.h"
#include "task/task.h"

#include <linux/prctl.h>

#ifndef SYS_USER_DISPATCH
#define SYS_USER_DISPATCH 2
#endif
#define ADDRESS_LIMIT 0x7ffffffff000UL

bool user_dispatch_is_valid(uint64_t mode, const struct user_dispatch *dispatch)
{
    if (mode == PR_SYS_DISPATCH_OFF)
        return dispatch->offset == 0 && dispatch->size == 0 && dispatch->selector == 0;
    return mode == PR_SYS_DISPATCH_ON &&
           (dispatch->offset == 0 ||
            dispatch->offset + dispatch->size > dispatch->offset);
}

long user_dispatch_set(struct task *task, const struct sys_args *args)
{
    const struct user_dispatch dispatch = { args->arg[2], args->arg[3], args->arg[4] };

    if (!user_dispatch_is_valid(args->arg[1], &dispatch))
        return -EINVAL;
    if (dispatch.selector >= ADDRESS_LIMIT)
        return -EFAULT;
    task->user_dispatch = dispatch;
    if (args->arg[1] == PR_SYS_DISPATCH_ON)
        __atomic_or_fetch(&task->restrictions, TASK_IS_DISPATCHING, __ATOMIC_RELAXED);
    else
        __atomic_and_fetch(&task->restrictions, ~(uint32_t)TASK_IS_DISPATCHING,
                           __ATOMIC_RELAXED);
    return 0;
}

static bool is_in_range(const struct user_dispatch *dispatch, gaddr_t ip)
{
    return ip - dispatch->offset < dispatch->size || vsyscall_is_address(ip);
}

/* What the selector says; SYSCALL_DISPATCH_FILTER_BLOCK without one. */
static long read_selector(const struct user_dispatch *dispatch)
{
    uint8_t said = SYSCALL_DISPATCH_FILTER_BLOCK;

    if (dispatch->selector != 0 &&
        guest_copy_in(&said, dispatch->selector, sizeof(said)) != 0)
        return -EFAULT;
    return said;
}

bool user_dispatch_lets_pass(const struct task *task, gaddr_t ip)
{
    return is_in_range(&task->user_dispatch, ip) ||
           read_selector(&task->user_dispatch) == SYSCALL_DISPATCH_FILTER_ALLOW;
}

static long make_signal(struct task *task, const struct sys_args *args, uint32_t arch,
                        gaddr_t ip)
{
    const struct siginfo info = {
        .signo = SIGSYS,
        .code = SYS_USER_DISPATCH,
        .sys = { .call_addr = ip, .syscall = (int32_t)args->nr, .arch = arch },
    };

    if (sig_force(task, task->frame, &info))
        return LX_NO_RESULT;
    return end_by_signal(task, SIGSYS);
}

bool user_dispatch_admits(struct task *task, const struct sys_args *args, uint32_t arch,
                          gaddr_t ip, long *result)
{
    if (is_in_range(&task->user_dispatch, ip))
        return true;
    switch (read_selector(&task->user_dispatch)) {
    case SYSCALL_DISPATCH_FILTER_ALLOW:
        return true;
    case SYSCALL_DISPATCH_FILTER_BLOCK:
        *result = make_signal(task, args, arch, ip);
        return false;
    case -EFAULT:
        *result = end_by_signal(task, SIGSEGV);
        return false;
    default:
        *result = end_by_signal(task, SIGSYS);
        return false;
    }
}
