/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The guest's mask and dispositions: what it asks for, what the host is told. */
#include <criterion/criterion.h>

#include "abi/errno.h"
#include "fake_host.h"
#include "signal/action.h"
#include "signal/deliver.h"
#include "signal/frame.h"

#include "syscall_entries.h"

#define HOST_ALWAYS SIG_NEVER_BLOCKED
#define BAD_ADDRESS 8
#define SIGUSR1 10

static struct sighand sighand;
static struct task task = { .tid = 100, .tgid = 100, .sighand = &sighand };
static uint64_t host_mask, host_pending;
static unsigned mask_calls;
static bool signal_comes_first;
static long pop_result;
static bool was_forced;

/* Not looked into here: frames have tests of their own. */
long sigframe_pop(struct task *of, struct sigframe *frame)
{
    (void)of;
    (void)frame;
    return pop_result;
}

void sig_force_segv(struct task *of, struct sigframe *frame)
{
    (void)of;
    (void)frame;
    was_forced = true;
}

static long host(long nr, const uint64_t arg[6])
{
    if (nr == SYS_rt_sigprocmask) {
        mask_calls++;
        host_mask = *(uint64_t *)pointer_of(arg[1]);
    } else if (nr == SYS_rt_sigpending) {
        *(uint64_t *)pointer_of(arg[0]) = host_pending;
    }
    return 0;
}

static long restartable(struct task *of, const struct sys_args *args)
{
    if (signal_comes_first) {
        of->attention = TASK_SIGNAL_SAVED;
        return LX_REWIND;
    }
    return host(args->nr, args->arg);
}

static long call(long (*entry)(struct task *, const struct sys_args *), uint64_t a0,
                 uint64_t a1, uint64_t a2, uint64_t a3)
{
    const struct sys_args args = { 0, { a0, a1, a2, a3 } };

    task.tid = fake_task().tid;
    fake_host = host;
    fake_restartable = restartable;
    return entry(&task, &args);
}

static long procmask(int how, const uint64_t *set, uint64_t *old)
{
    return call(lx_sys_sig_procmask, (uint64_t)how, gaddr_of(set), gaddr_of(old), 8);
}

Test(sys_signal, mask_follows_block_unblock_and_set)
{
    uint64_t set = SIG_BIT(2) | SIG_BIT(64), old = 1;

    cr_assert_eq(procmask(SIG_BLOCK, &set, &old), 0);
    cr_assert(old == 0 && task.sigmask == set && host_mask == set);
    set = SIG_BIT(3);
    cr_assert_eq(procmask(SIG_BLOCK, &set, &old), 0);
    cr_assert_eq(task.sigmask, SIG_BIT(2) | SIG_BIT(3) | SIG_BIT(64));
    set = SIG_BIT(2) | SIG_BIT(3);
    cr_assert_eq(procmask(SIG_UNBLOCK, &set, &old), 0);
    cr_assert(old == (SIG_BIT(2) | SIG_BIT(3) | SIG_BIT(64)) &&
              task.sigmask == SIG_BIT(64));
    cr_assert_eq(procmask(SIG_SETMASK, &set, NULL), 0);
    cr_assert(task.sigmask == set && host_mask == set);
    cr_assert_eq(procmask(SIG_SETMASK, NULL, &old), 0);
    cr_assert(old == set && task.sigmask == set);
    cr_assert_eq(mask_calls, 4);
}

Test(sys_signal, kill_and_stop_cannot_be_blocked)
{
    uint64_t all = ~0UL;

    cr_assert_eq(procmask(SIG_SETMASK, &all, NULL), 0);
    cr_assert_eq(task.sigmask, ~(SIG_BIT(SIGKILL) | SIG_BIT(SIGSTOP)));
}

Test(sys_signal, host_never_blocks_what_lxcore_lives_by)
{
    uint64_t all = ~0UL;

    cr_assert_eq(procmask(SIG_BLOCK, &all, NULL), 0);
    cr_assert_eq(host_mask & HOST_ALWAYS, 0);
    cr_assert_eq(task.sigmask & HOST_ALWAYS, HOST_ALWAYS);
    cr_assert_eq(host_mask | HOST_ALWAYS, task.sigmask);
}

Test(sys_signal, same_mask_again_needs_no_host)
{
    uint64_t set = SIG_BIT(5);

    procmask(SIG_BLOCK, &set, NULL);
    procmask(SIG_BLOCK, &set, NULL);
    cr_assert_eq(mask_calls, 1);
}

Test(sys_signal, mask_stays_when_a_signal_comes_first)
{
    uint64_t set = SIG_BIT(5), old = 77;

    signal_comes_first = true;
    cr_assert_eq(procmask(SIG_BLOCK, &set, &old), LX_REWIND);
    cr_assert(task.sigmask == 0 && old == 77);
}

Test(sys_signal, mask_refusals_come_in_the_kernels_order)
{
    uint64_t set = SIG_BIT(5);

    cr_assert_eq(call(lx_sys_sig_procmask, 99, BAD_ADDRESS, BAD_ADDRESS, 4), -EINVAL);
    cr_assert_eq(call(lx_sys_sig_procmask, 99, BAD_ADDRESS, BAD_ADDRESS, 8), -EFAULT);
    cr_assert_eq(procmask(99, &set, NULL), -EINVAL);
    cr_assert_eq(procmask(-1, &set, NULL), -EINVAL);
    cr_assert_eq(procmask(99, NULL, NULL), 0, "nobody looks at it then");
    cr_assert_eq(task.sigmask, 0);
    cr_assert_eq(call(lx_sys_sig_procmask, SIG_BLOCK, gaddr_of(&set), BAD_ADDRESS, 8),
                 -EFAULT);
    cr_assert_eq(task.sigmask, set, "the change was made before");
}

Test(sys_signal, unblocking_makes_a_held_signal_due)
{
    uint64_t set = SIG_BIT(SIGSEGV);

    procmask(SIG_BLOCK, &set, NULL);
    sig_hold(&task, &(struct siginfo){ .signo = SIGSEGV, .code = SI_TKILL });
    cr_assert_eq(task.attention, 0);
    procmask(SIG_UNBLOCK, &set, NULL);
    cr_assert_eq(task.attention, TASK_SIGNAL_HELD);
}

Test(sys_signal, pending_is_the_hosts_and_what_is_held)
{
    uint64_t set = SIG_BIT(SIGSEGV), seen = 0;
    uint8_t part[2] = { 0, 0xee };

    host_pending = SIG_BIT(SIGUSR1);
    procmask(SIG_BLOCK, &set, NULL);
    sig_hold(&task, &(struct siginfo){ .signo = SIGSEGV, .code = SI_TKILL });
    cr_assert_eq(call(lx_sys_sig_pending, gaddr_of(&seen), 8, 0, 0), 0);
    cr_assert_eq(seen, SIG_BIT(SIGUSR1) | SIG_BIT(SIGSEGV));
    cr_assert_eq(call(lx_sys_sig_pending, gaddr_of(&seen), 9, 0, 0), -EINVAL);
    cr_assert_eq(call(lx_sys_sig_pending, BAD_ADDRESS, 8, 0, 0), -EFAULT);
    cr_assert_eq(call(lx_sys_sig_pending, gaddr_of(part), 1, 0, 0), 0);
    cr_assert_eq(part[1], 0xee, "no more than was asked for");
}

static long action(int signo, const struct ksigaction *new, struct ksigaction *old)
{
    return call(lx_sys_sig_action, (uint64_t)signo, gaddr_of(new), gaddr_of(old), 8);
}

Test(sys_signal, action_is_kept_and_told_as_the_kernel_does)
{
    const struct ksigaction new = { .handler = 0x1234,
                                    .flags =
                                        SA_RESTART | SA_RESTORER | SA_SIGINFO | 1UL << 40,
                                    .restorer = 5,
                                    .mask = ~0UL };
    struct ksigaction old = { .handler = 9 };

    cr_assert_eq(action(SIGUSR1, &new, &old), 0);
    cr_assert(old.handler == SIG_DFL && old.flags == 0 && old.mask == 0);
    cr_assert_eq(action(SIGUSR1, NULL, &old), 0);
    cr_assert(old.handler == 0x1234 && old.restorer == 5);
    cr_assert_eq(old.flags, SA_RESTART | SA_RESTORER | SA_SIGINFO);
    cr_assert_eq(old.mask, ~(SIG_BIT(SIGKILL) | SIG_BIT(SIGSTOP)));
}

Test(sys_signal, action_refusals_come_in_the_kernels_order)
{
    const struct ksigaction new = { .handler = 0x1234 };
    struct ksigaction old;

    cr_assert_eq(call(lx_sys_sig_action, 99, BAD_ADDRESS, 0, 4), -EINVAL);
    cr_assert_eq(call(lx_sys_sig_action, 99, BAD_ADDRESS, 0, 8), -EFAULT);
    cr_assert_eq(action(0, &new, NULL), -EINVAL);
    cr_assert_eq(action(65, NULL, &old), -EINVAL);
    cr_assert_eq(action(-1, NULL, &old), -EINVAL);
    cr_assert_eq(action(SIGKILL, &new, NULL), -EINVAL);
    cr_assert_eq(action(SIGSTOP, &new, NULL), -EINVAL);
    cr_assert_eq(action(SIGKILL, NULL, &old), 0, "asking is allowed");
    cr_assert_eq(call(lx_sys_sig_action, SIGUSR1, gaddr_of(&new), BAD_ADDRESS, 8),
                 -EFAULT);
    cr_assert_eq(sighand.action[SIGUSR1 - 1].handler, 0x1234);
}

Test(sys_signal, return_lets_a_saved_signal_go_first)
{
    task.attention = TASK_SIGNAL_SAVED;
    cr_assert_eq(call(lx_sys_sig_return, 0, 0, 0, 0), LX_REWIND);
    task.attention = 0;
    cr_assert_eq(call(lx_sys_sig_return, 0, 0, 0, 0), LX_NO_RESULT);
    cr_assert_not(was_forced);
    pop_result = -EFAULT;
    cr_assert_eq(call(lx_sys_sig_return, 0, 0, 0, 0), LX_NO_RESULT);
    cr_assert(was_forced);
}
