/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * again.c - see again.h.
 *
 * Most calls are begun again by the kernel (signal(7)).  Those that never are
 * have a timeout, which is not to start afresh each time.
 *
 * Limits  how long the call had waited when it was first interrupted is not
 *         known: its timeout may last twice as long.
 */
#include "ptrace/again.h"

#include "abi/errno.h"
#include "core/guest.h"
#include "dispatch/admit.h"
#include "task/task.h"

#include <linux/time.h>

#define NS_PER_SEC 1000000000L
#define NS_PER_MS 1000000L
#define FOREVER INT64_MAX

/* Where the timeout is, and as what. */
struct timeout {
    enum { TIMEOUT_NONE, TIMEOUT_MS, TIMEOUT_TIMESPEC } form;
    int arg;
};

static struct timeout timeout_of(const struct sys_args *args)
{
    switch (args->nr) {
    case SYS_poll:
        return (struct timeout){ TIMEOUT_MS, 2 };
    case SYS_epoll_wait:
    case SYS_epoll_pwait:
        return (struct timeout){ TIMEOUT_MS, 3 };
    case SYS_epoll_pwait2:
        return (struct timeout){ TIMEOUT_TIMESPEC, 3 };
    case SYS_nanosleep:
        return (struct timeout){ TIMEOUT_TIMESPEC, 0 };
    case SYS_rt_sigtimedwait:
        return (struct timeout){ TIMEOUT_TIMESPEC, 2 };
    case SYS_clock_nanosleep:
        if (!(args->arg[1] & TIMER_ABSTIME))
            return (struct timeout){ TIMEOUT_TIMESPEC, 2 };
        return (struct timeout){ TIMEOUT_NONE, 0 };
    default:
        return (struct timeout){ TIMEOUT_NONE, 0 };
    }
}

static int64_t now(void)
{
    int64_t time[2] = { 0, 0 };

    host_call3(SYS_clock_gettime, CLOCK_MONOTONIC, HOST_POINTER(time), 0);
    return time[0] * NS_PER_SEC + time[1];
}

static int64_t later(int64_t seconds, int64_t ns)
{
    int64_t sum;

    if (__builtin_mul_overflow(seconds, NS_PER_SEC, &sum) ||
        __builtin_add_overflow(sum, ns, &sum) || __builtin_add_overflow(sum, now(), &sum))
        return FOREVER;
    return sum;
}

static int64_t deadline_of(const struct sys_args *args, struct timeout timeout)
{
    int64_t timespec[2];
    int ms;

    if (timeout.form == TIMEOUT_MS) {
        ms = (int)args->arg[timeout.arg];
        return ms < 0 ? FOREVER : later(0, ms * NS_PER_MS);
    }
    if (timeout.form == TIMEOUT_NONE || args->arg[timeout.arg] == 0 ||
        guest_copy_in(timespec, args->arg[timeout.arg], sizeof(timespec)) != 0)
        return FOREVER;
    return later(timespec[0], timespec[1]);
}

/* Give the call what is left of its time. */
static void set_timeout(struct sys_args *args, struct timeout timeout, int64_t deadline,
                        int64_t timespec[2])
{
    int64_t left;

    if (deadline == FOREVER)
        return;
    left = deadline - now();
    if (left < 0)
        left = 0;
    timespec[0] = left / NS_PER_SEC;
    timespec[1] = left % NS_PER_SEC;
    if (timeout.form == TIMEOUT_MS)
        args->arg[timeout.arg] = (uint64_t)((left + NS_PER_MS - 1) / NS_PER_MS);
    else
        args->arg[timeout.arg] = HOST_POINTER(timespec);
}

/* The kernel would do this by itself, and ask the guest's filters. */
static long restart(struct task *task)
{
    struct sys_args call = { .nr = SYS_restart_syscall };
    long result;

    do {
        task->asks_for_restart = false;
        if (task->attention != 0)
            return -EINTR;
        if (!call_is_admitted(task, &call, AUDIT_ARCH_X86_64,
                              task->frame->uc.mcontext.rip, &result))
            return result == LX_REWIND ? -EINTR : result;
        result = host_call_restartable(task, &call);
    } while (result == -EINTR && task->asks_for_restart);
    return result == LX_REWIND ? -EINTR : result;
}

long call_again(struct task *task, const struct sys_args *args)
{
    const struct timeout timeout = timeout_of(args);
    struct sys_args call = *args;
    int64_t timespec[2], deadline = FOREVER;
    long result = -EINTR;

    if (task->asks_for_restart)
        return restart(task);
    if (task->is_nudged)
        deadline = deadline_of(args, timeout);
    while (result == -EINTR && task->is_nudged) {
        task->is_nudged = false;
        set_timeout(&call, timeout, deadline, timespec);
        result = host_call_restartable(task, &call);
    }
    /* A signal for the guest came in between: it has interrupted the call. */
    return result == LX_REWIND ? -EINTR : result;
}
