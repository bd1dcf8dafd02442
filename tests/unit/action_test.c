/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Dispositions as the host is told of them. */
#include <criterion/criterion.h>

#include "arch/x86_64/gate.h"
#include "fake_host.h"
#include "signal/action.h"

#define HANDLER 0x1234
#define SIGUSR1 10

static struct sighand sighand;
static struct task task;
static struct ksigaction host[SIG_COUNT + 1];
static unsigned host_changes;

static long note(long nr, const uint64_t arg[6])
{
    if (nr != SYS_rt_sigaction)
        return fake_real_syscall(nr, arg);
    host[arg[0]] = *(const struct ksigaction *)pointer_of(arg[1]);
    host_changes++;
    return 0;
}

static void begin(uint64_t ignored)
{
    fake_host = note;
    sighand_init(&sighand, ignored);
    task = fake_task();
    task.sighand = &sighand;
    host_changes = 0;
}

static void set(int signo, uint64_t handler, uint64_t flags)
{
    sighand_set(&task, signo, &(struct ksigaction){ .handler = handler, .flags = flags });
}

Test(action, default_and_ignored_are_the_hosts_own)
{
    begin(0);
    set(SIGUSR1, SIG_IGN, SA_RESTART);
    cr_assert_eq(host[SIGUSR1].handler, SIG_IGN);
    set(SIGCHLD, SIG_DFL, SA_NOCLDWAIT);
    cr_assert_eq(host[SIGCHLD].handler, SIG_DFL);
    cr_assert(host[SIGCHLD].flags & SA_NOCLDWAIT);
}

Test(action, handler_is_ours_with_the_guests_restart)
{
    begin(0);
    set(SIGUSR1, HANDLER, 0);
    cr_assert_eq(host[SIGUSR1].handler, gaddr_of(lx_async_entry));
    cr_assert(host[SIGUSR1].flags & SA_ONSTACK);
    cr_assert_not(host[SIGUSR1].flags & (SA_RESTART | SA_RESETHAND | SA_NODEFER));
    cr_assert_eq(host[SIGUSR1].mask, SIG_ALL_IN_CORE);
    set(SIGUSR1, HANDLER, SA_RESTART | SA_RESETHAND | SA_NODEFER);
    cr_assert(host[SIGUSR1].flags & SA_RESTART);
    cr_assert_not(host[SIGUSR1].flags & (SA_RESETHAND | SA_NODEFER));
}

Test(action, three_signals_always_come_to_us)
{
    static const int always[] = { SIGSYS, SIGSEGV, SIGBUS };

    begin(~0UL);
    for (size_t i = 0; i < ARRAY_LEN(always); i++) {
        for (uint64_t handler = SIG_DFL; handler <= SIG_IGN; handler++) {
            set(always[i], handler, 0);
            cr_assert_gt(host[always[i]].handler, SIG_IGN);
            cr_assert_eq(host[always[i]].mask & ~SIG_ALL_IN_CORE, 0, "a fault gets through");
            cr_assert(host[always[i]].flags & SA_NODEFER);
            cr_assert(host[always[i]].flags & SA_RESTART,
                      "ignored, it interrupts nothing");
        }
    }
    cr_assert_eq(host[SIGSYS].handler, gaddr_of(lx_sigsys_entry));
    cr_assert_eq(host[SIGSYS].mask, 0);
}

Test(action, ignored_ones_are_kept_from_the_start)
{
    begin(SIG_BIT(2) | SIG_BIT(64));
    cr_assert_eq(sighand_ignored(&sighand), SIG_BIT(2) | SIG_BIT(64));
    set(2, SIG_DFL, 0);
    set(3, SIG_IGN, 0);
    set(4, HANDLER, 0);
    cr_assert_eq(sighand_ignored(&sighand), SIG_BIT(3) | SIG_BIT(64));
}

Test(action, one_shot_is_reset_only_if_it_is_still_there)
{
    begin(0);
    set(SIGUSR1, HANDLER, SA_RESETHAND);
    sighand_reset_one_shot(&task, SIGUSR1, HANDLER + 1);
    cr_assert_eq(sighand_get(&task, SIGUSR1).handler, HANDLER);
    sighand_reset_one_shot(&task, SIGUSR1, HANDLER);
    cr_assert_eq(sighand_get(&task, SIGUSR1).handler, SIG_DFL);
    cr_assert_eq(host[SIGUSR1].handler, SIG_DFL);
}

Test(action, default_one_of_the_three_is_the_hosts_when_it_is_due)
{
    begin(0);
    sighand_host_default(&task, SIGSEGV);
    cr_assert_eq(host[SIGSEGV].handler, SIG_DFL);
    set(SIGSEGV, HANDLER, 0);
    host_changes = 0;
    sighand_host_default(&task, SIGSEGV);
    sighand_host_default(&task, SIGUSR1);
    cr_assert_eq(host_changes, 0, "another thread has set a handler meanwhile");
}

Test(action, forced_one_is_default_whatever_was_set)
{
    begin(0);
    set(SIGSEGV, HANDLER, 0);
    sighand_force_default(&task, SIGSEGV);
    cr_assert_eq(host[SIGSEGV].handler, SIG_DFL);
    cr_assert_eq(sighand_get(&task, SIGSEGV).handler, SIG_DFL);
    set(SIGSEGV, HANDLER, 0);
    cr_assert_eq(host[SIGSEGV].handler, gaddr_of(lx_async_entry));
}

Test(action, clearing_resets_handlers_and_keeps_ignored_ones)
{
    begin(0);
    set(2, SIG_IGN, 0);
    set(3, HANDLER, SA_RESTART);
    host_changes = 0;
    sighand_clear_handlers(&sighand, &task);
    cr_assert_eq(host_changes, 1);
    cr_assert_eq(sighand_get(&task, 2).handler, SIG_IGN);
    cr_assert_eq(sighand_get(&task, 3).handler, SIG_DFL);
    cr_assert_eq(sighand_get(&task, 3).flags, 0);
    cr_assert_eq(host[3].handler, SIG_DFL);
}

Test(action, copy_goes_its_own_way)
{
    struct sighand copy;

    begin(0);
    set(3, HANDLER, SA_RESTART);
    sighand_copy(&copy, &sighand, &task);
    set(3, SIG_DFL, 0);
    cr_assert_eq(copy.action[2].handler, HANDLER);
    cr_assert_eq(copy.users, 1);
    cr_assert_eq(copy.lock.owner, 0);
}
