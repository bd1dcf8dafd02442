/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Falling asleep on one word, and every way to wake up again. */
#include <criterion/criterion.h>

#include <time.h>

#include "futex_support.h"

#define MS 1000000
#define ABSOLUTE (FUTEX_WAIT_BITSET | PRIVATE)

static uint32_t word;
static int restarts;

static long wait_until(struct task *task, int op, int64_t ns)
{
    const struct timespec at = { .tv_sec = ns / 1000000000, .tv_nsec = ns % 1000000000 };

    return futex_call(task, &word, op, word, gaddr_of(&at), NULL, FUTEX_MASK_ANY);
}

Test(futex_wait, with_another_value_does_not_sleep)
{
    struct task task = fake_task();

    word = 1;
    cr_assert_eq(futex_call(&task, &word, FUTEX_WAIT | PRIVATE, 2, 0, NULL, 0), -EAGAIN);
    cr_assert_eq(count_on(&word), 0);
}

Test(futex_wait, with_another_value_takes_no_lock)
{
    struct task task = fake_task();
    struct futex_bucket *bucket = futex_bucket_lock(&task, gaddr_of(&word));

    cr_assert_eq(futex_call(&task, &word, FUTEX_WAIT | PRIVATE, 2, 0, NULL, 0), -EAGAIN);
    futex_bucket_unlock(&task, bucket);
}

Test(futex_wait, on_memory_that_is_not_there_is_efault)
{
    struct task task = fake_task();

    fake_guest_bad(gaddr_of(&word), sizeof(word));
    cr_assert_eq(futex_call(&task, &word, FUTEX_WAIT | PRIVATE, 0, 0, NULL, 0), -EFAULT);
    cr_assert_eq(count_on(&word), 0);
}

Test(futex_wait, ends_with_a_wake, .timeout = 20)
{
    struct task task = fake_task();
    struct sleeper sleeper;

    sleeper_wait(&sleeper, &word);
    cr_assert_not(sleeper_is_done(&sleeper));
    cr_assert_eq(futex_wake(&task, gaddr_of(&word), FUTEX_MASK_ANY, 1), 1);
    cr_assert_eq(sleeper_join(&sleeper), 0);
}

Test(futex_wait, threads_leave_in_the_order_in_which_they_came, .timeout = 20)
{
    struct sleeper sleepers[5];
    struct task task = fake_task();

    for (int i = 0; i < 5; i++)
        sleeper_wait(&sleepers[i], &word);
    for (int i = 0; i < 5; i++) {
        cr_assert_eq(futex_wake(&task, gaddr_of(&word), FUTEX_MASK_ANY, 1), 1);
        cr_assert_eq(sleeper_join(&sleepers[i]), 0);
        cr_assert_eq(count_on(&word), (unsigned)(4 - i));
    }
}

Test(futex_wait, for_a_duration_takes_that_long, .timeout = 20)
{
    struct task task = fake_task();
    int64_t start = now_ns(CLOCK_MONOTONIC), took;

    cr_assert_eq(wait_until(&task, FUTEX_WAIT | PRIVATE, 30 * MS), -ETIMEDOUT);
    took = now_ns(CLOCK_MONOTONIC) - start;
    cr_assert(took >= 30 * MS && took < 5000LL * MS, "took %ld ns", (long)took);
    cr_assert_eq(count_on(&word), 0);
}

Test(futex_wait, until_a_moment_on_either_clock, .timeout = 20)
{
    struct task task = fake_task();
    int64_t end = now_ns(CLOCK_MONOTONIC) + 20 * MS;

    cr_assert_eq(wait_until(&task, ABSOLUTE, end), -ETIMEDOUT);
    cr_assert_geq(now_ns(CLOCK_MONOTONIC), end);
    end = now_ns(CLOCK_REALTIME) + 20 * MS;
    cr_assert_eq(wait_until(&task, ABSOLUTE | FUTEX_CLOCK_REALTIME, end), -ETIMEDOUT);
    cr_assert_geq(now_ns(CLOCK_REALTIME), end);
    cr_assert_eq(wait_until(&task, ABSOLUTE, 1), -ETIMEDOUT);
    cr_assert_eq(wait_until(&task, FUTEX_WAIT | PRIVATE, 0), -ETIMEDOUT);
}

Test(futex_wait, for_longer_than_the_clock_goes_is_for_ever, .timeout = 20)
{
    const struct timespec never = { .tv_sec = INT64_MAX, .tv_nsec = 999999999 };
    struct task task = fake_task();
    struct sleeper sleeper = {
        .entry = lx_sys_futex,
        .args = { .nr = SYS_futex,
                  .arg = { gaddr_of(&word), FUTEX_WAIT | PRIVATE, 0, gaddr_of(&never) } },
    };

    sleeper_start(&sleeper);
    await_count(&word, 1);
    cr_assert_eq(futex_wake(&task, gaddr_of(&word), FUTEX_MASK_ANY, 1), 1);
    cr_assert_eq(sleeper_join(&sleeper), 0);
}

/* Stand-ins for the host's wait: what comes back, and what happened meanwhile. */

static long interrupted(struct task *task, const struct sys_args *args)
{
    (void)args;
    task->attention = TASK_SIGNAL_SAVED;
    return -EINTR;
}

static long rewound(struct task *task, const struct sys_args *args)
{
    (void)args;
    task->attention = TASK_SIGNAL_SAVED;
    return LX_REWIND;
}

static long interrupted_but_woken(struct task *task, const struct sys_args *args)
{
    futex_wake(task, gaddr_of(&word), FUTEX_MASK_ANY, 1);
    return interrupted(task, args);
}

static long timed_out_but_woken(struct task *task, const struct sys_args *args)
{
    (void)args;
    futex_wake(task, gaddr_of(&word), FUTEX_MASK_ANY, 1);
    return -ETIMEDOUT;
}

/* Four times for nothing, then a real wake. */
static long noisy(struct task *task, const struct sys_args *args)
{
    static const long noise[] = { 0, -EINTR, LX_REWIND, -EAGAIN };

    (void)args;
    if (restarts < 4)
        return noise[restarts++];
    futex_wake(task, gaddr_of(&word), FUTEX_MASK_ANY, 1);
    return 0;
}

static long wait_with(fake_restartable_t *host)
{
    struct task task = fake_task();
    long result;

    fake_restartable = host;
    result = futex_call(&task, &word, FUTEX_WAIT | PRIVATE, word, 0, NULL, 0);
    cr_assert_eq(count_on(&word), 0);
    return result;
}

Test(futex_wait, interrupted_answers_as_the_host_did)
{
    cr_assert_eq(wait_with(interrupted), -EINTR);
    cr_assert_eq(wait_with(rewound), LX_REWIND);
}

Test(futex_wait, that_a_wake_was_spent_on_is_a_success)
{
    cr_assert_eq(wait_with(interrupted_but_woken), 0);
    cr_assert_eq(wait_with(timed_out_but_woken), 0);
}

Test(futex_wait, sleeps_on_after_a_signal_that_is_none_for_the_guest)
{
    cr_assert_eq(wait_with(noisy), 0);
    cr_assert_eq(restarts, 4);
}

Test(futex_wait, with_a_signal_already_saved_does_not_sleep)
{
    struct task task = fake_task();

    task.attention = TASK_SIGNAL_SAVED;
    cr_assert_eq(futex_call(&task, &word, FUTEX_WAIT | PRIVATE, word, 0, NULL, 0),
                 LX_REWIND);
    cr_assert_eq(count_on(&word), 0);
}

static struct sys_args seen;

static long note_call(struct task *task, const struct sys_args *args)
{
    (void)task;
    seen = *args;
    return -ETIMEDOUT;
}

Test(futex_wait, hands_the_host_an_absolute_deadline)
{
    struct task task = fake_task();
    int64_t start = now_ns(CLOCK_MONOTONIC);

    fake_restartable = note_call;
    wait_until(&task, FUTEX_WAIT | PRIVATE, 1999 * (int64_t)MS);
    cr_assert_eq(seen.arg[1], FUTEX_WAIT_BITSET | PRIVATE);
    cr_assert_neq(seen.arg[3], 0);
    wait_until(&task, ABSOLUTE | FUTEX_CLOCK_REALTIME, start);
    cr_assert_eq(seen.arg[1], ABSOLUTE | FUTEX_CLOCK_REALTIME);
}

Test(futex_wait, shared_and_pi_calls_go_to_the_host_unchanged)
{
    static const int commands[] = {
        FUTEX_WAIT,
        FUTEX_WAKE,
        FUTEX_FD,
        FUTEX_WAKE_OP,
        FUTEX_WAIT_BITSET,
        99,
        PRIVATE | FUTEX_LOCK_PI,
        PRIVATE | FUTEX_LOCK_PI2,
        PRIVATE | FUTEX_TRYLOCK_PI,
        PRIVATE | FUTEX_UNLOCK_PI,
        PRIVATE | FUTEX_CMP_REQUEUE_PI,
        PRIVATE | FUTEX_WAIT_REQUEUE_PI,
        PRIVATE | FUTEX_LOCK_PI2 | FUTEX_CLOCK_REALTIME,
    };
    struct task task = fake_task();

    fake_restartable = note_call;
    for (unsigned i = 0; i < ARRAY_LEN(commands); i++) {
        seen = (struct sys_args){ 0 };
        cr_assert_eq(futex_call(&task, &word, commands[i], 7, 8, &seen, 9), -ETIMEDOUT);
        cr_assert_eq(seen.arg[0], gaddr_of(&word));
        cr_assert_eq(seen.arg[1], (uint64_t)commands[i]);
        cr_assert(seen.arg[2] == 7 && seen.arg[3] == 8 && seen.arg[5] == 9);
    }
}
