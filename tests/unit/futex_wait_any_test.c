/* SPDX-License-Identifier: GPL-2.0-or-later */
/* futex_waitv(2) and the other calls with FUTEX2 flags. */
#include <criterion/criterion.h>

#include <time.h>

#include "futex_support.h"

#define SHARED2 FUTEX2_SIZE_U32

static uint32_t words[FUTEX_WAITV_MAX];
static struct futex_waitv list[FUTEX_WAITV_MAX + 1];

static void fill(unsigned count, uint32_t flags)
{
    for (unsigned i = 0; i < count; i++)
        list[i] = (struct futex_waitv){ .val = words[i],
                                        .uaddr = gaddr_of(&words[i]),
                                        .flags = flags };
}

static struct sys_args waitv_args(unsigned count, const struct timespec *until)
{
    return (struct sys_args){
        .nr = SYS_futex_waitv,
        .arg = { gaddr_of(list), count, 0, gaddr_of(until), CLOCK_MONOTONIC },
    };
}

static long waitv(struct task *task, unsigned count)
{
    const struct sys_args args = waitv_args(count, NULL);

    return lx_sys_futex_waitv(task, &args);
}

static void start_waitv(struct sleeper *sleeper, unsigned count)
{
    *sleeper =
        (struct sleeper){ .entry = lx_sys_futex_waitv, .args = waitv_args(count, NULL) };
    sleeper_start(sleeper);
}

static void expect_nobody_queued(unsigned count)
{
    for (unsigned i = 0; i < count; i++)
        cr_assert_eq(count_on(&words[i]), 0);
}

Test(futex_waitv, answers_the_index_of_the_woken_word, .timeout = 20)
{
    struct task task = fake_task();

    fill(FUTEX_WAITV_MAX, FLAGS2);
    for (unsigned i = 0; i < FUTEX_WAITV_MAX; i += 63) {
        struct sleeper sleeper;

        start_waitv(&sleeper, FUTEX_WAITV_MAX);
        await_count(&words[FUTEX_WAITV_MAX - 1], 1);
        cr_assert_eq(futex_wake(&task, gaddr_of(&words[i]), FUTEX_MASK_ANY, 1), 1);
        cr_assert_eq(sleeper_join(&sleeper), i);
        expect_nobody_queued(FUTEX_WAITV_MAX);
    }
}

Test(futex_waitv, with_one_value_changed_does_not_sleep)
{
    struct task task = fake_task();

    fill(5, FLAGS2);
    words[3] = 1;
    cr_assert_eq(waitv(&task, 5), -EAGAIN);
    expect_nobody_queued(5);
}

Test(futex_waitv, on_a_word_that_is_not_there_is_efault)
{
    struct task task = fake_task();

    fill(5, FLAGS2);
    fake_guest_bad(gaddr_of(&words[4]), sizeof(words[4]));
    cr_assert_eq(waitv(&task, 5), -EFAULT);
    expect_nobody_queued(5);
}

/* The third word's load finds its page gone, after the second was woken. */
static long wake_second(struct task *task, const struct sys_args *args)
{
    (void)args;
    futex_wake(task, gaddr_of(&words[1]), FUTEX_MASK_ANY, 1);
    futex_wake(task, gaddr_of(&words[0]), FUTEX_MASK_ANY, 1);
    task->attention = TASK_SIGNAL_SAVED;
    return -EINTR;
}

static long rewound(struct task *task, const struct sys_args *args)
{
    (void)args;
    task->attention = TASK_SIGNAL_SAVED;
    return LX_REWIND;
}

Test(futex_waitv, woken_and_interrupted_was_woken)
{
    struct task task = fake_task();

    fill(3, FLAGS2);
    fake_restartable = wake_second;
    cr_assert_eq(waitv(&task, 3), 1);
    expect_nobody_queued(3);
    fake_restartable = rewound;
    task.attention = 0;
    cr_assert_eq(waitv(&task, 3), LX_REWIND);
    expect_nobody_queued(3);
}

Test(futex_waitv, times_out, .timeout = 20)
{
    const struct futex_deadline until = moment(now_ns(CLOCK_MONOTONIC) + 20000000);
    const struct timespec at = { .tv_sec = until.sec, .tv_nsec = until.nsec };
    const struct sys_args args = waitv_args(4, &at);
    struct task task = fake_task();

    fill(4, FLAGS2);
    cr_assert_eq(lx_sys_futex_waitv(&task, &args), -ETIMEDOUT);
    cr_assert_geq(now_ns(CLOCK_MONOTONIC), until.sec * 1000000000 + until.nsec);
    expect_nobody_queued(4);
}

/* A list of both kinds: words 0 and 2 are ours, 1 and 3 the host's. */
static void fill_mixed(void)
{
    fill(4, FLAGS2);
    list[1].flags = SHARED2;
    list[3].flags = SHARED2;
}

Test(futex_waitv, of_both_kinds_is_woken_from_our_side, .timeout = 20)
{
    struct task task = fake_task();
    struct sleeper sleeper;

    fill_mixed();
    start_waitv(&sleeper, 4);
    await_count(&words[2], 1);
    cr_assert_eq(futex_wake(&task, gaddr_of(&words[1]), FUTEX_MASK_ANY, 1), 0);
    cr_assert_eq(futex_wake(&task, gaddr_of(&words[2]), FUTEX_MASK_ANY, 1), 1);
    cr_assert_eq(sleeper_join(&sleeper), 2);
    expect_nobody_queued(4);
}

Test(futex_waitv, of_both_kinds_is_woken_from_the_hosts_side, .timeout = 20)
{
    struct sleeper sleeper;

    fill_mixed();
    start_waitv(&sleeper, 4);
    while (kernel_call(&words[3], FUTEX_WAKE, 1, 0, NULL, 0) == 0)
        ;
    cr_assert_eq(sleeper_join(&sleeper), 3);
    expect_nobody_queued(4);
}

Test(futex_waitv, of_both_kinds_compares_both)
{
    struct task task = fake_task();

    fill_mixed();
    words[3] = 1;
    cr_assert_eq(waitv(&task, 4), -EAGAIN);
    words[3] = 0;
    words[2] = 1;
    cr_assert_eq(waitv(&task, 4), -EAGAIN);
    expect_nobody_queued(4);
}

Test(futex_waitv, sleeps_on_after_a_wake_that_was_for_another, .timeout = 20)
{
    struct task task = fake_task();
    struct sleeper sleeper;
    struct futex_bucket *bucket;
    uint32_t *state;

    fill(1, FLAGS2);
    start_waitv(&sleeper, 1);
    await_count(&words[0], 1);
    bucket = futex_bucket_lock(&task, gaddr_of(&words[0]));
    state = bucket->first->state;
    futex_bucket_unlock(&task, bucket);
    /* The second one finds it only if it has parked again after the first. */
    for (int i = 0; i < 2; i++)
        while (kernel_call(state, FUTEX_WAKE | PRIVATE, 1, 0, NULL, 0) == 0)
            ;
    cr_assert_not(sleeper_is_done(&sleeper));
    cr_assert_eq(futex_wake(&task, gaddr_of(&words[0]), FUTEX_MASK_ANY, 1), 1);
    cr_assert_eq(sleeper_join(&sleeper), 0);
}

static struct sys_args seen;

static long note_call(struct task *task, const struct sys_args *args)
{
    (void)task;
    seen = *args;
    return -ENOSYS;
}

Test(futex2, what_is_not_plainly_private_goes_to_the_host_unchanged)
{
    static const uint32_t flags[] = { SHARED2, FLAGS2 | FUTEX2_NUMA,
                                      FLAGS2 | FUTEX2_MPOL };
    struct task task = fake_task();

    fake_restartable = note_call;
    for (unsigned i = 0; i < ARRAY_LEN(flags); i++) {
        struct sys_args args = waitv_args(2, NULL);

        fill(2, flags[i]);
        cr_assert_eq(lx_sys_futex_waitv(&task, &args), -ENOSYS);
        cr_assert_arr_eq(&seen, &args, sizeof(args));
        args = (struct sys_args){ SYS_futex_requeue, { gaddr_of(list), 0, 1, 2 } };
        cr_assert_eq(lx_sys_futex_requeue(&task, &args), -ENOSYS);
        cr_assert_arr_eq(&seen, &args, sizeof(args));
        args = (struct sys_args){ SYS_futex_wake, { gaddr_of(words), 1, 1, flags[i] } };
        cr_assert_eq(lx_sys_futex_wake(&task, &args), -ENOSYS);
        cr_assert_arr_eq(&seen, &args, sizeof(args));
        args = (struct sys_args){ SYS_futex_wait, { gaddr_of(words), 0, 1, flags[i] } };
        cr_assert_eq(lx_sys_futex_wait(&task, &args), -ENOSYS);
        cr_assert_arr_eq(&seen, &args, sizeof(args));
    }
}

Test(futex2, wait_and_wake_meet_by_mask, .timeout = 20)
{
    struct sleeper sleeper = {
        .entry = lx_sys_futex_wait,
        .args = { SYS_futex_wait, { gaddr_of(words), 0, 6, FLAGS2 } },
    };
    struct sys_args wake = { SYS_futex_wake, { gaddr_of(words), 8, 1, FLAGS2 } };
    struct task task = fake_task();

    sleeper_start(&sleeper);
    await_count(words, 1);
    cr_assert_eq(lx_sys_futex_wake(&task, &wake), 0);
    wake.arg[1] = 2;
    wake.arg[2] = 0;
    cr_assert_eq(lx_sys_futex_wake(&task, &wake), 0, "none means none here");
    wake.arg[2] = 1;
    cr_assert_eq(lx_sys_futex_wake(&task, &wake), 1);
    cr_assert_eq(sleeper_join(&sleeper), 0);
}

Test(futex2, requeue_compares_and_moves)
{
    const struct sys_args args = { SYS_futex_requeue, { gaddr_of(list), 0, 1, 1 } };
    struct task task = fake_task();
    struct dummy d[3];

    fill(2, FLAGS2);
    for (int i = 0; i < 3; i++)
        dummy_queue(&task, &d[i], &words[0], FUTEX_MASK_ANY);
    list[0].val = 1;
    cr_assert_eq(lx_sys_futex_requeue(&task, &args), -EAGAIN);
    list[0].val = 0;
    cr_assert_eq(lx_sys_futex_requeue(&task, &args), 2);
    cr_assert(dummy_is_woken(&d[0]) && dummy_waits_on(&d[1], &words[1]));
    cr_assert(dummy_waits_on(&d[2], &words[0]));
}
