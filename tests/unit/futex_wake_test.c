/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Who is woken by FUTEX_WAKE, FUTEX_WAKE_BITSET and FUTEX_WAKE_OP. */
#include <criterion/criterion.h>

#include "futex_support.h"

#define MANY 100
#define OP(op, cmp, operand, with) \
    ((uint32_t)(op) << 28 | (uint32_t)(cmp) << 24 | ((uint32_t)(operand)&0xfff) << 12 | \
     ((uint32_t)(with)&0xfff))

static uint32_t word, other;

static long wake(struct task *task, uint32_t *at, uint32_t count)
{
    return futex_call(task, at, FUTEX_WAKE | PRIVATE, count, 0, NULL, 0);
}

Test(futex_wake, without_waiters_makes_no_host_call)
{
    struct task task = fake_task();
    unsigned long before = fake_host_calls();

    cr_assert_eq(wake(&task, &word, 1), 0);
    cr_assert_eq(fake_host_calls(), before);
}

Test(futex_wake, takes_waiters_in_the_order_in_which_they_came)
{
    struct task task = fake_task();
    struct dummy d[4];

    for (int i = 0; i < 4; i++)
        dummy_queue(&task, &d[i], &word, FUTEX_MASK_ANY);
    cr_assert_eq(wake(&task, &word, 2), 2);
    cr_assert(dummy_is_woken(&d[0]) && dummy_is_woken(&d[1]));
    cr_assert(dummy_waits_on(&d[2], &word) && dummy_waits_on(&d[3], &word));
    cr_assert_eq(wake(&task, &word, INT32_MAX), 2);
    cr_assert(dummy_is_woken(&d[2]) && dummy_is_woken(&d[3]));
    cr_assert_eq(wake(&task, &word, 1), 0);
}

Test(futex_wake, of_a_waiter_in_the_middle_keeps_its_neighbours)
{
    struct task task = fake_task();
    struct dummy d[3];

    for (int i = 0; i < 3; i++)
        dummy_queue(&task, &d[i], &word, 1U << i);
    cr_assert_eq(futex_wake(&task, gaddr_of(&word), 2, 5), 1);
    cr_assert(dummy_is_woken(&d[1]));
    cr_assert_eq(count_on(&word), 2);
    dummy_queue(&task, &d[1], &word, 8);
    cr_assert_eq(futex_wake(&task, gaddr_of(&word), 1, 5), 1);
    cr_assert_eq(futex_wake(&task, gaddr_of(&word), 8, 5), 1);
    cr_assert_eq(futex_wake(&task, gaddr_of(&word), 4, 5), 1);
    cr_assert_eq(count_on(&word), 0);
}

Test(futex_wake, of_none_or_fewer_wakes_one_as_linux_does)
{
    struct task task = fake_task();
    struct dummy d[3];

    for (int i = 0; i < 3; i++)
        dummy_queue(&task, &d[i], &word, FUTEX_MASK_ANY);
    cr_assert_eq(wake(&task, &word, 0), 1);
    cr_assert_eq(wake(&task, &word, (uint32_t)-5), 1);
    dummy_leave(&task, &d[2]);
}

Test(futex_wake, leaves_other_words_alone)
{
    struct task task = fake_task();
    uint32_t words[2000] = { 0 };
    struct dummy d;

    dummy_queue(&task, &d, &words[1000], FUTEX_MASK_ANY);
    for (int i = 0; i < 2000; i++)
        if (i != 1000)
            cr_assert_eq(wake(&task, &words[i], 1), 0);
    cr_assert_eq(wake(&task, &words[1000], 1), 1);
}

Test(futex_wake, bitset_has_to_meet)
{
    struct task task = fake_task();
    struct dummy d;

    dummy_queue(&task, &d, &word, 0xf0);
    cr_assert_eq(futex_call(&task, &word, FUTEX_WAKE_BITSET | PRIVATE, 9, 0, NULL, 0x0f),
                 0);
    cr_assert_eq(futex_call(&task, &word, FUTEX_WAKE_BITSET | PRIVATE, 9, 0, NULL, 0x18),
                 1);
    cr_assert_eq(futex_call(&task, &word, FUTEX_WAKE_BITSET | PRIVATE, 9, 0, NULL, 0),
                 -EINVAL);
}

Test(futex_wake, wakes_more_threads_than_a_batch_holds, .timeout = 30)
{
    static struct sleeper sleepers[MANY];
    struct task task = fake_task();

    for (int i = 0; i < MANY; i++)
        sleeper_wait(&sleepers[i], &word);
    cr_assert_eq(wake(&task, &word, INT32_MAX), MANY);
    for (int i = 0; i < MANY; i++)
        cr_assert_eq(sleeper_join(&sleepers[i]), 0);
}

/* What the operation makes of a word, in the kernel and here. */
static void compare_operation(struct task *task, uint32_t operation, uint32_t old)
{
    uint32_t theirs = old, ours = old;
    long they = kernel_call(&word, FUTEX_WAKE_OP | PRIVATE, 1, 1, &theirs, operation);
    long we = futex_call(task, &word, FUTEX_WAKE_OP | PRIVATE, 1, 1, &ours, operation);

    cr_assert_eq(we, they, "op %#x on %#x: %ld, not %ld", operation, old, we, they);
    cr_assert_eq(ours, theirs, "op %#x on %#x: %#x, not %#x", operation, old, ours,
                 theirs);
}

Test(futex_wake_op, changes_the_word_as_the_kernel_does)
{
    static const int operands[] = { 0, 1, 5, 31, 32, 0x7ff, -1, -2048 };
    static const uint32_t olds[] = { 0, 1, 7, 0x7fffffff, 0x80000000, UINT32_MAX };
    struct task task = fake_task();

    for (int op = 0; op < 16; op++)
        for (int cmp = 0; cmp < 16; cmp++)
            for (unsigned i = 0; i < ARRAY_LEN(operands); i++)
                for (unsigned j = 0; j < ARRAY_LEN(olds); j++)
                    compare_operation(&task, OP(op, cmp, operands[i], 3), olds[j]);
}

static bool is_true(int cmp, int32_t old, int32_t with)
{
    switch (cmp) {
    case FUTEX_OP_CMP_EQ:
        return old == with;
    case FUTEX_OP_CMP_NE:
        return old != with;
    case FUTEX_OP_CMP_LT:
        return old < with;
    case FUTEX_OP_CMP_LE:
        return old <= with;
    case FUTEX_OP_CMP_GT:
        return old > with;
    default:
        return old >= with;
    }
}

Test(futex_wake_op, wakes_the_second_word_only_if_the_old_value_compares)
{
    static const int32_t values[] = { 0, 5, 6, -1, -2048, 2047, INT32_MIN, INT32_MAX };
    struct task task = fake_task();

    for (int cmp = 0; cmp < 6; cmp++) {
        for (unsigned i = 0; i < ARRAY_LEN(values); i++) {
            for (unsigned j = 0; j < 6; j++) {
                int32_t with = values[j];
                bool expected = is_true(cmp, values[i], with);
                struct dummy d;
                long woken;

                other = (uint32_t)values[i];
                dummy_queue(&task, &d, &other, FUTEX_MASK_ANY);
                woken = futex_call(&task, &word, FUTEX_WAKE_OP | PRIVATE, 1, 1, &other,
                                   OP(FUTEX_OP_ADD, cmp, 1, with));
                cr_assert_eq(woken, expected, "cmp %d of %d with %d", cmp, values[i],
                             with);
                cr_assert_eq(dummy_is_woken(&d), expected);
                dummy_leave(&task, &d);
            }
        }
    }
}

Test(futex_wake_op, counts_both_words)
{
    struct task task = fake_task();
    struct dummy first[3], second[3];

    other = 0;
    for (int i = 0; i < 3; i++) {
        dummy_queue(&task, &first[i], &word, 1U << i);
        dummy_queue(&task, &second[i], &other, 1U << i);
    }
    cr_assert_eq(futex_call(&task, &word, FUTEX_WAKE_OP | PRIVATE, 2, 1, &other,
                            OP(FUTEX_OP_SET, FUTEX_OP_CMP_EQ, 9, 0)),
                 3);
    cr_assert_eq(other, 9);
    cr_assert(dummy_is_woken(&first[1]) && !dummy_is_woken(&first[2]));
    cr_assert(dummy_is_woken(&second[0]) && !dummy_is_woken(&second[1]));
    /* Does not compare: only the first word, and at least one. */
    cr_assert_eq(futex_call(&task, &word, FUTEX_WAKE_OP | PRIVATE, 0, 9, &other,
                            OP(FUTEX_OP_SET, FUTEX_OP_CMP_EQ, 9, 0)),
                 1);
    cr_assert_eq(count_on(&other), 2);
    futex_reset_in_child();
}

Test(futex_wake_op, on_one_word_twice_wakes_from_both_counts)
{
    struct task task = fake_task();
    struct dummy d[5];

    word = 0;
    for (int i = 0; i < 5; i++)
        dummy_queue(&task, &d[i], &word, FUTEX_MASK_ANY);
    cr_assert_eq(futex_call(&task, &word, FUTEX_WAKE_OP | PRIVATE, 1, 2, &word,
                            OP(FUTEX_OP_ADD, FUTEX_OP_CMP_EQ, 1, 0)),
                 3);
    cr_assert(dummy_is_woken(&d[2]) && !dummy_is_woken(&d[3]));
    futex_reset_in_child();
}

Test(futex_wake_op, of_a_word_that_is_not_there_wakes_nobody)
{
    struct task task = fake_task();
    struct dummy d;

    dummy_queue(&task, &d, &word, FUTEX_MASK_ANY);
    fake_guest_bad(gaddr_of(&other), sizeof(other));
    cr_assert_eq(futex_call(&task, &word, FUTEX_WAKE_OP | PRIVATE, 1, 1, &other, 0),
                 -EFAULT);
    cr_assert(dummy_waits_on(&d, &word));
    /* An operation that does not exist is refused before the word is touched. */
    cr_assert_eq(
        futex_call(&task, &word, FUTEX_WAKE_OP | PRIVATE, 1, 1, &other, OP(5, 0, 0, 0)),
        -ENOSYS);
    dummy_leave(&task, &d);
}

static unsigned meddled;

static void add_ten(void)
{
    if (meddled++ < 3)
        other += 10;
}

Test(futex_wake_op, works_on_the_value_that_it_replaces)
{
    struct task task = fake_task();
    struct dummy d;

    other = 0;
    dummy_queue(&task, &d, &other, FUTEX_MASK_ANY);
    fake_guest_meddle = add_ten;
    cr_assert_eq(futex_call(&task, &word, FUTEX_WAKE_OP | PRIVATE, 1, 1, &other,
                            OP(FUTEX_OP_ADD, FUTEX_OP_CMP_EQ, 1, 30)),
                 1);
    cr_assert_eq(other, 31);
    cr_assert_eq(meddled, 4);
}

static void *add_many(void *argument)
{
    struct task task = fake_task();

    for (int i = 0; i < 20000; i++)
        futex_call(&task, argument, FUTEX_WAKE_OP | PRIVATE, 1, 1, &other,
                   OP(FUTEX_OP_ADD, FUTEX_OP_CMP_EQ, 1, 0));
    return NULL;
}

Test(futex_wake_op, loses_no_change_of_another_thread, .timeout = 30)
{
    pthread_t threads[3];
    uint32_t firsts[3];

    other = 0;
    for (int i = 0; i < 3; i++)
        pthread_create(&threads[i], NULL, add_many, &firsts[i]);
    for (int i = 0; i < 20000; i++)
        __atomic_add_fetch(&other, 1, __ATOMIC_RELAXED);
    for (int i = 0; i < 3; i++)
        pthread_join(threads[i], NULL);
    cr_assert_eq(other, 80000);
}
