/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * sys_signal.c - decoding of the calls that set dispositions, masks and stacks.
 *
 * Errno order is the kernel's: the size of a set first, then what cannot be
 * read, then what makes no sense.
 */
#include "abi/errno.h"
#include "abi/signal.h"
#include "core/guest.h"
#include "core/host.h"
#include "signal/action.h"
#include "signal/altstack.h"
#include "signal/deliver.h"
#include "signal/held.h"
#include "signal/frame.h"
#include "task/task.h"

#include "syscall_entries.h"

#define SIGSET_SIZE sizeof(uint64_t)

static bool is_uncatchable(int signo)
{
    return signo == SIGKILL || signo == SIGSTOP;
}

long lx_sys_sig_action(struct task *task, const struct sys_args *args)
{
    int signo = (int)args->arg[0];
    gaddr_t new_at = args->arg[1], old_at = args->arg[2];
    struct ksigaction action, old;

    if (args->arg[3] != SIGSET_SIZE)
        return -EINVAL;
    if (new_at != 0 && guest_copy_in(&action, new_at, sizeof(action)) != 0)
        return -EFAULT;
    if (signo < 1 || signo > SIG_COUNT || (new_at != 0 && is_uncatchable(signo)))
        return -EINVAL;
    if (task->attention != 0)
        return LX_REWIND;
    old = sighand_get(task, signo);
    if (new_at != 0)
        sighand_set(task, signo, &action);
    if (old_at != 0)
        return guest_copy_out(old_at, &old, sizeof(old));
    return 0;
}

static long mask_after(int how, uint64_t now, uint64_t set, uint64_t *after)
{
    set &= ~SIG_UNBLOCKABLE;
    switch (how) {
    case SIG_BLOCK:
        *after = now | set;
        return 0;
    case SIG_UNBLOCK:
        *after = now & ~set;
        return 0;
    case SIG_SETMASK:
        *after = set;
        return 0;
    default:
        return -EINVAL;
    }
}

/* The host's mask changes first: that call is the moment at which a signal is
 * either before us (and interrupts the restartable call) or behind us. */
static long set_mask(struct task *task, uint64_t mask)
{
    uint64_t host = task_host_mask(mask);
    const struct sys_args args = {
        .nr = SYS_rt_sigprocmask,
        .arg = { SIG_SETMASK, HOST_POINTER(&host), 0, SIGSET_SIZE },
    };
    long err;

    if (mask == task->sigmask)
        return 0;
    err = host_call_restartable(task, &args);
    if (err != 0)
        return err;
    task->sigmask = mask;
    sig_mask_changed(task);
    return 0;
}

long lx_sys_sig_procmask(struct task *task, const struct sys_args *args)
{
    gaddr_t set_at = args->arg[1], old_at = args->arg[2];
    uint64_t old = task->sigmask, set, mask;
    long err;

    if (args->arg[3] != SIGSET_SIZE)
        return -EINVAL;
    if (set_at != 0) {
        if (guest_load64(set_at, &set) != 0)
            return -EFAULT;
        err = mask_after((int)args->arg[0], old, set, &mask);
        if (err == 0)
            err = set_mask(task, mask);
        if (err != 0)
            return err;
    }
    return old_at != 0 ? guest_store64(old_at, old) : 0;
}

/* The saved signal, if any, came while the old mask was in force: it goes
 * first, and its handler returns to this call. */
long lx_sys_sig_return(struct task *task, const struct sys_args *args)
{
    (void)args;
    if (task->attention != 0)
        return LX_REWIND;
    if (sigframe_pop(task, task->frame) != 0)
        sig_force_segv(task, task->frame);
    return LX_NO_RESULT;
}

long lx_sys_sig_altstack(struct task *task, const struct sys_args *args)
{
    uint64_t sp = task->frame->uc.mcontext.rsp;
    struct sigstack old = altstack_report(task, sp);
    struct sigstack stack;

    if (args->arg[0] != 0) {
        long err;

        if (guest_copy_in(&stack, args->arg[0], sizeof(stack)) != 0)
            return -EFAULT;
        err = altstack_set(task, &stack, sp);
        if (err != 0)
            return err;
    }
    if (args->arg[1] != 0)
        return guest_copy_out(args->arg[1], &old, sizeof(old));
    return 0;
}

long lx_sys_sig_pending(struct task *task, const struct sys_args *args)
{
    uint64_t set;
    long err;

    if (args->arg[1] > SIGSET_SIZE)
        return -EINVAL;
    err = host_call3(SYS_rt_sigpending, HOST_POINTER(&set), sizeof(set), 0);
    if (err != 0)
        return err;
    set |= sig_held_set(task) & task->sigmask;
    return guest_copy_out(args->arg[0], &set, args->arg[1]);
}
