/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * sys_send.c - kill(2) and its like: SIGSYS, SIGSEGV and SIGBUS no faster than they can
 * be taken.
 *
 * The handler of these three begins with an open mask (action.c), so each one that
 * is pending when it begins gets a frame before its first instruction:
 *
 *     sender                        receiver
 *     ------                        --------
 *     kill: pending
 *                                   frame; no longer pending
 *     kill: pending
 *                                   frame on top of it; …
 *     waits                         closes its mask
 *
 * A frame takes the kernel longer than a kill(2), so without the wait two threads could
 * go on until the alternate stack is full.
 *
 * Limits  a sender that is not of the run does not wait.
 */
#include "abi/futex.h"
#include "core/host.h"
#include "dispatch/dispatch.h"
#include "signal/held.h"
#include "task/task.h"

#include "syscall_entries.h"

/* Some ten times what the receiver takes. */
#define PAUSE_NS 100000

static uint64_t signal_of(const struct sys_args *args)
{
    return args->nr == SYS_tgkill || args->nr == SYS_rt_tgsigqueueinfo ? args->arg[2] :
                                                                         args->arg[1];
}

/* A thread that signals itself has nobody to wait for. */
static bool is_to_itself(const struct task *task, const struct sys_args *args)
{
    switch (args->nr) {
    case SYS_tkill:
        return (int)args->arg[0] == task->tid;
    case SYS_tgkill:
    case SYS_rt_tgsigqueueinfo:
        return (int)args->arg[1] == task->tid;
    default:
        return false;
    }
}

static bool may_come_too_fast(const struct task *task, const struct sys_args *args)
{
    const uint64_t signo = signal_of(args);

    return (signo == SIGSYS || signo == SIGSEGV || signo == SIGBUS) &&
           !is_to_itself(task, args);
}

/* On a word that nobody wakes, since no policy refuses that.  What has come to the
 * sender itself ends its pause, and is seen to behind it. */
static void give_way(void)
{
    const int64_t pause[2] = { 0, PAUSE_NS };
    uint32_t word = 0;

    host_call(SYS_futex, HOST_POINTER(&word), FUTEX_WAIT_PRIVATE, 0, HOST_POINTER(pause), 0,
              0);
}

long lx_sys_sig_send(struct task *task, const struct sys_args *args)
{
    long err = dispatch_forward_fds(task, args);

    if (err == 0 && unlikely(may_come_too_fast(task, args)))
        give_way();
    return err;
}
