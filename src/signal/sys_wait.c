/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * sys_wait.c - calls that carry a signal set of their own: those that wait
 * under a temporary mask, and those that wait for signals.
 *
 * The set goes to the host without the signals that the host must not block.
 * The host keeps the temporary mask only while it waits; a handler runs under
 * it (task->wait_mask), as signal(7) says of ppoll(2) and its relatives.
 */
#include "abi/errno.h"
#include "abi/signal.h"
#include "core/guest.h"
#include "core/host.h"
#include "core/own_fds.h"
#include "dispatch/dispatch.h"
#include "signal/action.h"
#include "signal/held.h"
#include "task/task.h"

#include "syscall_entries.h"

#define SIGSET_SIZE sizeof(uint64_t)

struct set_argument {
    uint64_t address;
    uint64_t size;
};

/* How a call says how long it waits, to be asked for no time at all. */
enum timeout_kind { TIMEOUT_POINTER, TIMEOUT_MILLISECONDS, TIMEOUT_NONE };

struct timeout_argument {
    enum timeout_kind kind;
    int index;
};

/* A held signal that the mask lets through ends the wait before it begins, but
 * what is ready already goes first, and the signal then stays blocked. */
static long wait_no_time(struct task *task, const struct sys_args *args,
                         struct timeout_argument timeout)
{
    const int64_t none[2] = { 0, 0 };
    struct sys_args host = *args;
    long result = 0;

    if (timeout.kind != TIMEOUT_NONE) {
        host.arg[timeout.index] = timeout.kind == TIMEOUT_POINTER ? HOST_POINTER(none) : 0;
        result = dispatch_run(task, &host);
    }
    if (result != 0)
        return result;
    __atomic_or_fetch(&task->attention, TASK_SIGNAL_HELD, __ATOMIC_RELAXED);
    return -EINTR;
}

static long wait_under(struct task *task, const struct sys_args *args, uint64_t mask,
                       struct timeout_argument timeout)
{
    long result;

    /* First the mask, then the look: what comes after it finds the mask. */
    task->wait_mask = mask & ~SIG_UNBLOCKABLE;
    task->has_wait_mask = true;
    __atomic_signal_fence(__ATOMIC_SEQ_CST);
    if (unlikely(sig_held_set(task) & ~task->wait_mask))
        result = wait_no_time(task, args, timeout);
    else
        result = dispatch_run(task, args);
    if (result != -EINTR || task->attention == 0)
        task->has_wait_mask = false;
    return result;
}

/* args->arg[index] is the address of the set, args->arg[index + 1] its size. */
static long wait_with_set_at(struct task *task, const struct sys_args *args, int index,
                             struct timeout_argument timeout)
{
    struct sys_args host = *args;
    uint64_t mask, host_mask;

    if (args->arg[index] == 0)
        return dispatch_run(task, args);
    if (args->arg[index + 1] != SIGSET_SIZE)
        return -EINVAL;
    if (guest_load64(args->arg[index], &mask) != 0)
        return -EFAULT;
    host_mask = task_host_mask(mask);
    host.arg[index] = HOST_POINTER(&host_mask);
    return wait_under(task, &host, mask, timeout);
}

/* args->arg[5] points to a struct with the set's address and size. */
static long wait_with_set_argument(struct task *task, const struct sys_args *args)
{
    const struct timeout_argument timeout = { TIMEOUT_POINTER, 4 };
    struct sys_args host = *args;
    struct set_argument set;
    uint64_t mask, host_mask;

    if (args->arg[5] == 0)
        return dispatch_run(task, args);
    if (guest_copy_in(&set, args->arg[5], sizeof(set)) != 0)
        return -EFAULT;
    if (set.address == 0)
        return dispatch_run(task, args);
    if (set.size != SIGSET_SIZE)
        return -EINVAL;
    if (guest_load64(set.address, &mask) != 0)
        return -EFAULT;
    host_mask = task_host_mask(mask);
    set.address = HOST_POINTER(&host_mask);
    host.arg[5] = HOST_POINTER(&set);
    return wait_under(task, &host, mask, timeout);
}

long lx_sys_sig_ppoll(struct task *task, const struct sys_args *args)
{
    return wait_with_set_at(task, args, 3, (struct timeout_argument){ TIMEOUT_POINTER, 2 });
}

static long epoll_wait_with(struct task *task, const struct sys_args *args,
                            enum timeout_kind kind)
{
    if (own_fd_is(args->arg[0]))
        return -EBADF;
    return wait_with_set_at(task, args, 4, (struct timeout_argument){ kind, 3 });
}

long lx_sys_sig_epoll_pwait(struct task *task, const struct sys_args *args)
{
    return epoll_wait_with(task, args, TIMEOUT_MILLISECONDS);
}

long lx_sys_sig_epoll_pwait2(struct task *task, const struct sys_args *args)
{
    return epoll_wait_with(task, args, TIMEOUT_POINTER);
}

long lx_sys_sig_pselect6(struct task *task, const struct sys_args *args)
{
    return wait_with_set_argument(task, args);
}

long lx_sys_sig_io_pgetevents(struct task *task, const struct sys_args *args)
{
    return wait_with_set_argument(task, args);
}

/* The signal that waits to be delivered, if it has a handler. */
static bool is_to_be_handled(const struct task *task)
{
    const struct ksigaction *actions = task->sighand->action;

    return (task->attention & TASK_SIGNAL_SAVED) &&
           sigaction_has_handler(&actions[task->saved_signal.signo - 1]);
}

/* A signal that comes on the way to the host's call has come to the guest's: were
 * that begun again, it would sleep for good, since nothing but a signal ends it. */
long lx_sys_sig_pause(struct task *task, const struct sys_args *args)
{
    long result = dispatch_run(task, args);

    return result == LX_REWIND && is_to_be_handled(task) ? -EINTR : result;
}

long lx_sys_sig_suspend(struct task *task, const struct sys_args *args)
{
    struct sys_args host = *args;
    uint64_t mask, host_mask;

    if (args->arg[1] != SIGSET_SIZE)
        return -EINVAL;
    if (guest_load64(args->arg[0], &mask) != 0)
        return -EFAULT;
    host_mask = task_host_mask(mask);
    host.arg[0] = HOST_POINTER(&host_mask);
    return wait_under(task, &host, mask, (struct timeout_argument){ TIMEOUT_NONE, 0 });
}

static long give_held(struct task *task, uint64_t set, gaddr_t info_at)
{
    struct siginfo info;
    int signo = sig_take_held(task, set, &info);

    if (signo != 0 && info_at != 0 && guest_copy_out(info_at, &info, sizeof(info)) != 0)
        return -EFAULT;
    return signo;
}

/* A held signal has ended the host's wait.  If another thread has taken it, this
 * one was interrupted, as in the kernel. */
static long take_what_came(struct task *task, uint64_t set, gaddr_t info_at)
{
    long result = give_held(task, set, info_at);

    return result != 0 ? result : -EINTR;
}

long lx_sys_sig_timedwait(struct task *task, const struct sys_args *args)
{
    struct sys_args host = *args;
    uint64_t set, host_set;
    long result;

    if (args->arg[3] != SIGSET_SIZE)
        return -EINVAL;
    if (guest_load64(args->arg[0], &set) != 0)
        return -EFAULT;
    host_set = task_host_mask(set);
    host.arg[0] = HOST_POINTER(&host_set);
    sig_held_wait_begin(task, set);
    result = give_held(task, set, args->arg[1]);
    if (result == 0)
        result = dispatch_run(task, &host);
    if (result == -EINTR && (task->attention & TASK_SIGNAL_HELD))
        result = take_what_came(task, set, args->arg[1]);
    sig_held_wait_end(task);
    return result;
}

static long signalfd_with(struct task *task, const struct sys_args *args)
{
    struct sys_args host = *args;
    uint64_t set, host_set;

    if (own_fd_is(args->arg[0]))
        return -EBADF;
    if (args->arg[2] != SIGSET_SIZE)
        return -EINVAL;
    if (guest_load64(args->arg[1], &set) != 0)
        return -EFAULT;
    host_set = task_host_mask(set);
    host.arg[1] = HOST_POINTER(&host_set);
    return host_call_restartable(task, &host);
}

long lx_sys_sig_signalfd(struct task *task, const struct sys_args *args)
{
    return signalfd_with(task, args);
}

long lx_sys_sig_signalfd4(struct task *task, const struct sys_args *args)
{
    return signalfd_with(task, args);
}
