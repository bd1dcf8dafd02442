/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Signals that the host must not block and the guest does. */
#include <criterion/criterion.h>

#include "fake_host.h"
#include "signal/action.h"
#include "signal/held.h"
#include "task/area.h"

#define BY_KILL SI_USER

static struct sighand sighand;
static struct task task = { .tid = 100, .tgid = 100, .sighand = &sighand };
static struct task sibling = { .tid = 101, .tgid = 100, .sighand = &sighand };
static struct task other_process = { .tid = 102, .tgid = 102 };
static struct siginfo info;
static int32_t poked_tid;

struct task *area_next_task(uint32_t *slot)
{
    static struct task *const tasks[] = { &task, &other_process, &sibling };

    return *slot < ARRAY_LEN(tasks) ? tasks[(*slot)++] : NULL;
}

static long note_poke(long nr, const uint64_t arg[6])
{
    if (nr == SYS_rt_tgsigqueueinfo)
        poked_tid = (int32_t)arg[1];
    return 0;
}

static void hold(int signo, int code, int error)
{
    fake_host = note_poke;
    sig_hold(&task, &(struct siginfo){ .signo = signo, .code = code, .error = error });
}

Test(held, is_kept_while_the_guest_blocks_it)
{
    task.sigmask = SIG_BIT(SIGSEGV);
    hold(SIGSEGV, SI_TKILL, 5);
    cr_assert_eq(task.attention, 0);
    cr_assert_eq(sig_held_set(&task), SIG_BIT(SIGSEGV));
    cr_assert_eq(sig_take_held(&task, ~task.sigmask, &info), 0);
    task.sigmask = 0;
    sig_mask_changed(&task);
    cr_assert_eq(task.attention, TASK_SIGNAL_HELD);
    cr_assert_eq(sig_take_held(&task, ~task.sigmask, &info), SIGSEGV);
    cr_assert_eq(info.error, 5);
    cr_assert_eq(sig_held_set(&task), 0);
}

Test(held, second_of_a_kind_is_dropped_as_a_standard_signal_is)
{
    task.sigmask = ~0UL;
    hold(SIGBUS, SI_TKILL, 1);
    hold(SIGBUS, SI_TKILL, 2);
    cr_assert_eq(sig_take_held(&task, SIG_BIT(SIGBUS), &info), SIGBUS);
    cr_assert_eq(info.error, 1);
    cr_assert_eq(sig_take_held(&task, ~0UL, &info), 0);
    hold(SIGBUS, SI_TKILL, 3);
    cr_assert_eq(sig_take_held(&task, ~0UL, &info), SIGBUS);
    cr_assert_eq(info.error, 3);
}

Test(held, each_kind_has_its_place)
{
    task.sigmask = ~0UL;
    hold(SIGSYS, SI_TKILL, 1);
    hold(SIGSEGV, SI_TKILL, 2);
    hold(SIGBUS, SI_TKILL, 3);
    cr_assert_eq(sig_held_set(&task), SIG_NEVER_BLOCKED);
    cr_assert_eq(sig_take_held(&task, SIG_BIT(SIGBUS), &info), SIGBUS);
    cr_assert_eq(info.error, 3);
    cr_assert_eq(sig_take_held(&task, SIG_BIT(SIGSEGV) | SIG_BIT(SIGBUS), &info),
                 SIGSEGV);
    cr_assert_eq(sig_held_set(&task), SIG_BIT(SIGSYS));
}

Test(held, for_one_thread_is_not_for_its_sibling)
{
    task.sigmask = ~0UL;
    hold(SIGSEGV, SI_TKILL, 1);
    cr_assert_eq(sig_held_set(&sibling), 0);
    cr_assert_eq(sig_take_held(&sibling, ~0UL, &info), 0);
    hold(SIGBUS, BY_KILL, 2);
    cr_assert_eq(sig_held_set(&sibling), SIG_BIT(SIGBUS));
    cr_assert_eq(sig_take_held(&sibling, ~0UL, &info), SIGBUS);
    cr_assert_eq(sig_take_held(&task, SIG_BIT(SIGBUS), &info), 0);
}

Test(held, thread_and_process_may_each_hold_one)
{
    task.sigmask = ~0UL;
    hold(SIGSEGV, BY_KILL, 1);
    hold(SIGSEGV, SI_TKILL, 2);
    cr_assert_eq(sig_take_held(&task, ~0UL, &info), SIGSEGV);
    cr_assert_eq(info.error, 2, "the thread's own goes first");
    cr_assert_eq(sig_take_held(&task, ~0UL, &info), SIGSEGV);
    cr_assert_eq(info.error, 1);
}

Test(held, waiting_sibling_is_poked)
{
    task.sigmask = ~0UL;
    sig_held_wait_begin(&sibling, SIG_BIT(SIGBUS));
    hold(SIGSEGV, BY_KILL, 0);
    cr_assert_eq(poked_tid, 0, "it waits for another signal");
    hold(SIGBUS, SI_TKILL, 0);
    cr_assert_eq(poked_tid, 0, "it is not for it");
    hold(SIGBUS, BY_KILL, 0);
    cr_assert_eq(poked_tid, sibling.tid);
    sig_held_wait_end(&sibling);
    poked_tid = 0;
    sig_take_held(&sibling, ~0UL, &info);
    hold(SIGBUS, BY_KILL, 0);
    cr_assert_eq(poked_tid, 0);
}

Test(held, first_that_waits_is_poked_and_passes_on_what_it_leaves)
{
    task.sigmask = ~0UL;
    sig_held_wait_begin(&other_process, SIG_BIT(SIGBUS));
    sig_held_wait_begin(&sibling, SIG_BIT(SIGBUS));
    sig_held_wait_begin(&task, SIG_BIT(SIGBUS));
    hold(SIGBUS, BY_KILL, 0);
    cr_assert_eq(task.attention, TASK_SIGNAL_HELD, "the thread itself waits");
    poked_tid = 0;
    sig_held_wait_end(&task);
    cr_assert_eq(poked_tid, sibling.tid);
    sig_take_held(&sibling, ~0UL, &info);
    poked_tid = 0;
    sig_held_wait_end(&sibling);
    cr_assert_eq(poked_tid, 0);
}

Test(held, poke_keeps_awake_only_who_waits)
{
    sig_held_wake(&task, SIG_BIT(SIGBUS));
    cr_assert_eq(task.attention, 0);
    cr_assert(task.is_nudged);
    sig_held_wait_begin(&task, SIG_BIT(SIGBUS));
    sig_held_wake(&task, SIG_BIT(SIGBUS));
    cr_assert_eq(task.attention, TASK_SIGNAL_HELD);
}

Test(held, unblocked_one_asks_for_attention_at_once)
{
    hold(SIGSYS, SI_TKILL, 0);
    cr_assert_eq(task.attention, TASK_SIGNAL_HELD);
}

Test(held, mask_change_without_any_asks_for_none)
{
    sig_mask_changed(&task);
    cr_assert_eq(task.attention, 0);
}

Test(held, is_not_inherited)
{
    task.sigmask = ~0UL;
    hold(SIGSEGV, SI_TKILL, 1);
    hold(SIGSEGV, BY_KILL, 1);
    sig_held_reset(&task);
    cr_assert_eq(sig_held_set(&task), 0);
}
