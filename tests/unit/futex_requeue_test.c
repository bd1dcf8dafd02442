/* SPDX-License-Identifier: GPL-2.0-or-later */
/* FUTEX_REQUEUE and FUTEX_CMP_REQUEUE: who is woken, who moves, who stays. */
#include <criterion/criterion.h>

#include <time.h>

#include "futex_support.h"

#define COUNT 6

static uint32_t from, to;
static struct dummy d[COUNT];

static void queue_all(struct task *task)
{
    for (int i = 0; i < COUNT; i++)
        dummy_queue(task, &d[i], &from, FUTEX_MASK_ANY);
}

static long requeue(struct task *task, int wake, int move)
{
    return futex_call(task, &from, FUTEX_REQUEUE | PRIVATE, (uint32_t)wake,
                      (uint64_t)(uint32_t)move, &to, 0);
}

Test(futex_requeue, wakes_some_moves_some_and_leaves_the_rest)
{
    struct task task = fake_task();

    queue_all(&task);
    cr_assert_eq(requeue(&task, 1, 3), 4);
    cr_assert(dummy_is_woken(&d[0]));
    for (int i = 1; i < 4; i++)
        cr_assert(dummy_waits_on(&d[i], &to));
    cr_assert(dummy_waits_on(&d[4], &from) && dummy_waits_on(&d[5], &from));
}

Test(futex_requeue, moves_behind_those_who_wait_already)
{
    struct task task = fake_task();
    struct dummy first;

    dummy_queue(&task, &first, &to, FUTEX_MASK_ANY);
    queue_all(&task);
    cr_assert_eq(requeue(&task, 0, INT32_MAX), COUNT);
    cr_assert_eq(futex_wake(&task, gaddr_of(&to), FUTEX_MASK_ANY, 2), 2);
    cr_assert(dummy_is_woken(&first) && dummy_is_woken(&d[0]));
    cr_assert(dummy_waits_on(&d[1], &to));
    cr_assert_eq(futex_wake(&task, gaddr_of(&from), FUTEX_MASK_ANY, 9), 0);
}

/* Words that share a bucket with `from`, or do not: all answer alike. */
Test(futex_requeue, within_one_bucket_is_the_same)
{
    static uint32_t words[4096];
    struct task task = fake_task();
    struct futex_bucket *bucket = futex_bucket_lock(&task, gaddr_of(&from));
    uint32_t *neighbour = NULL;

    futex_bucket_unlock(&task, bucket);
    for (unsigned i = 0; i < ARRAY_LEN(words) && neighbour == NULL; i++) {
        struct futex_bucket *other = futex_bucket_lock(&task, gaddr_of(&words[i]));

        futex_bucket_unlock(&task, other);
        if (other == bucket)
            neighbour = &words[i];
    }
    cr_assert_not_null(neighbour);
    queue_all(&task);
    cr_assert_eq(futex_call(&task, &from, FUTEX_REQUEUE | PRIVATE, 1, 9, neighbour, 0),
                 COUNT);
    cr_assert_eq(count_on(neighbour), COUNT - 1);
    cr_assert_eq(futex_wake(&task, gaddr_of(neighbour), FUTEX_MASK_ANY, 1), 1);
    cr_assert(dummy_is_woken(&d[1]) && dummy_waits_on(&d[2], neighbour));
}

Test(futex_requeue, to_the_same_word_keeps_the_order)
{
    struct task task = fake_task();

    queue_all(&task);
    cr_assert_eq(futex_call(&task, &from, FUTEX_REQUEUE | PRIVATE, 1, 2, &from, 0), 3);
    cr_assert_eq(futex_wake(&task, gaddr_of(&from), FUTEX_MASK_ANY, 1), 1);
    cr_assert(dummy_is_woken(&d[1]) && !dummy_is_woken(&d[3]));
}

Test(futex_requeue, of_negative_counts_is_einval)
{
    struct task task = fake_task();

    queue_all(&task);
    cr_assert_eq(requeue(&task, -1, 1), -EINVAL);
    cr_assert_eq(requeue(&task, 1, -1), -EINVAL);
    cr_assert_eq(count_on(&from), COUNT);
}

Test(futex_requeue, of_none_moves_none)
{
    struct task task = fake_task();

    queue_all(&task);
    cr_assert_eq(requeue(&task, 0, 0), 0);
    cr_assert_eq(requeue(&task, 2, 0), 2);
    cr_assert_eq(count_on(&from), COUNT - 2);
    cr_assert_eq(count_on(&to), 0);
}

Test(futex_cmp_requeue, compares_the_first_word)
{
    struct task task = fake_task();

    from = 7;
    queue_all(&task);
    cr_assert_eq(futex_call(&task, &from, FUTEX_CMP_REQUEUE | PRIVATE, 1, 9, &to, 8),
                 -EAGAIN);
    cr_assert_eq(count_on(&from), COUNT);
    cr_assert_eq(futex_call(&task, &from, FUTEX_CMP_REQUEUE | PRIVATE, 1, 9, &to, 7),
                 COUNT);
    cr_assert_eq(count_on(&to), COUNT - 1);
}

Test(futex_cmp_requeue, of_a_word_that_is_not_there_is_efault)
{
    struct task task = fake_task();

    queue_all(&task);
    fake_guest_bad(gaddr_of(&from), sizeof(from));
    cr_assert_eq(futex_call(&task, &from, FUTEX_CMP_REQUEUE | PRIVATE, 1, 9, &to, 0),
                 -EFAULT);
    cr_assert_eq(requeue(&task, 0, 9), COUNT);
}

/* The kernel's count, with real threads, in the same situation. */
static void *kernel_waiter(void *argument)
{
    kernel_call(argument, FUTEX_WAIT | PRIVATE, 0, 0, NULL, 0);
    return NULL;
}

Test(futex_requeue, counts_as_the_kernel_does, .timeout = 20)
{
    static uint32_t theirs, their_target;
    struct task task = fake_task();
    pthread_t threads[COUNT];
    long moved;

    for (int i = 0; i < COUNT; i++)
        pthread_create(&threads[i], NULL, kernel_waiter, &theirs);
    queue_all(&task);
    /* The kernel's waiters cannot be seen: take what has come until all have. */
    for (int waiting = 0; waiting < COUNT; waiting += (int)moved)
        moved = kernel_call(&theirs, FUTEX_REQUEUE | PRIVATE, 0, 1, &their_target, 0);
    cr_assert_eq(requeue(&task, 0, COUNT), COUNT);
    moved = kernel_call(&their_target, FUTEX_REQUEUE | PRIVATE, 2, 3, &theirs, 0);
    cr_assert_eq(futex_call(&task, &to, FUTEX_REQUEUE | PRIVATE, 2, 3, &from, 0), moved);
    cr_assert_eq(futex_wake(&task, gaddr_of(&from), FUTEX_MASK_ANY, 9),
                 kernel_call(&theirs, FUTEX_WAKE | PRIVATE, 9, 0, NULL, 0));
    cr_assert_eq(futex_wake(&task, gaddr_of(&to), FUTEX_MASK_ANY, 9),
                 kernel_call(&their_target, FUTEX_WAKE | PRIVATE, 9, 0, NULL, 0));
    for (int i = 0; i < COUNT; i++)
        pthread_join(threads[i], NULL);
}

Test(futex_requeue, moved_threads_wake_on_the_new_word, .timeout = 20)
{
    struct task task = fake_task();
    struct sleeper sleepers[3];

    for (int i = 0; i < 3; i++)
        sleeper_wait(&sleepers[i], &from);
    cr_assert_eq(requeue(&task, 1, 1), 2);
    cr_assert_eq(sleeper_join(&sleepers[0]), 0);
    cr_assert_eq(futex_wake(&task, gaddr_of(&to), FUTEX_MASK_ANY, 9), 1);
    cr_assert_eq(sleeper_join(&sleepers[1]), 0);
    cr_assert_eq(futex_wake(&task, gaddr_of(&from), FUTEX_MASK_ANY, 9), 1);
    cr_assert_eq(sleeper_join(&sleepers[2]), 0);
}

/* A requeue that has not moved anybody yet is already seen by a waker. */
Test(futex_requeue, under_way_makes_the_target_no_longer_quiet)
{
    struct task task = fake_task();

    cr_assert(futex_bucket_is_quiet(gaddr_of(&to)));
    futex_expect_incoming(gaddr_of(&to));
    cr_assert_not(futex_bucket_is_quiet(gaddr_of(&to)));
    futex_incoming_done(gaddr_of(&to));
    cr_assert_eq(requeue(&task, 0, 1), 0);
    cr_assert(futex_bucket_is_quiet(gaddr_of(&to)));
}
