/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Threads against each other: no wake may be lost and no waiter left behind.
 * A lost wake shows as a test that never ends, so each has a timeout.
 */
#include <criterion/criterion.h>

#include <stdlib.h>
#include <time.h>

#include "futex_support.h"

#define THREADS 8
#define NS 1000000000LL
#define STRESS_NS (NS / 2)
#define TIMEOUT 60

static int64_t end;
static bool must_stop;
static uint32_t lock_word, counter;

static uint32_t load(const uint32_t *at)
{
    return __atomic_load_n(at, __ATOMIC_SEQ_CST);
}

static bool is_over(void)
{
    return __atomic_load_n(&must_stop, __ATOMIC_RELAXED) || now_ns(CLOCK_MONOTONIC) > end;
}

static void run(void *(*body)(void *), unsigned count)
{
    pthread_t threads[THREADS];

    end = now_ns(CLOCK_MONOTONIC) + STRESS_NS;
    for (unsigned i = 0; i < count; i++)
        pthread_create(&threads[i], NULL, body, (void *)(uintptr_t)i);
    for (unsigned i = 0; i < count; i++)
        pthread_join(threads[i], NULL);
}

/* The three-state mutex of "Futexes are tricky": 0 free, 1 held, 2 contended. */

static void mutex_lock(struct task *task)
{
    uint32_t seen = 0;

    if (__atomic_compare_exchange_n(&lock_word, &seen, 1, false, __ATOMIC_SEQ_CST,
                                    __ATOMIC_SEQ_CST))
        return;
    while (__atomic_exchange_n(&lock_word, 2, __ATOMIC_SEQ_CST) != 0)
        futex_call(task, &lock_word, FUTEX_WAIT | PRIVATE, 2, 0, NULL, 0);
}

static void mutex_unlock(struct task *task)
{
    if (__atomic_exchange_n(&lock_word, 0, __ATOMIC_SEQ_CST) == 2)
        futex_call(task, &lock_word, FUTEX_WAKE | PRIVATE, 1, 0, NULL, 0);
}

static uint32_t guarded, added[THREADS];

static void *lock_and_add(void *argument)
{
    uintptr_t me = (uintptr_t)argument;
    struct task task = fake_task();

    while (!is_over()) {
        mutex_lock(&task);
        guarded++;
        mutex_unlock(&task);
        added[me]++;
    }
    return NULL;
}

Test(futex_stress, a_mutex_excludes_and_is_always_handed_on, .timeout = TIMEOUT)
{
    uint32_t sum = 0;

    run(lock_and_add, THREADS);
    for (int i = 0; i < THREADS; i++)
        sum += added[i];
    cr_assert_eq(guarded, sum);
    cr_assert_eq(lock_word, 0);
}

/* Pairs that hand a token to and fro: each step is a wake that must arrive. */
static uint32_t token[THREADS / 2];

static void *hand_over(void *argument)
{
    uintptr_t me = (uintptr_t)argument, side = me & 1;
    uint32_t *mine = &token[me / 2];
    struct task task = fake_task();

    for (;;) {
        uint32_t seen;

        while (((seen = load(mine)) & 1) != side && seen != UINT32_MAX)
            futex_call(&task, mine, FUTEX_WAIT | PRIVATE, seen, 0, NULL, 0);
        if (seen == UINT32_MAX || is_over())
            break;
        __atomic_store_n(mine, seen + 1, __ATOMIC_SEQ_CST);
        futex_call(&task, mine, FUTEX_WAKE | PRIVATE, 1, 0, NULL, 0);
    }
    __atomic_store_n(mine, UINT32_MAX, __ATOMIC_SEQ_CST);
    futex_call(&task, mine, FUTEX_WAKE | PRIVATE, 1, 0, NULL, 0);
    return NULL;
}

Test(futex_stress, a_token_always_arrives, .timeout = TIMEOUT)
{
    run(hand_over, THREADS);
    for (int i = 0; i < THREADS / 2; i++)
        cr_assert_eq(token[i], UINT32_MAX);
}

/* Short timeouts race with wakes: a wake reported as spent must be received. */
static unsigned long sent, received;
static uint32_t waiting;

static void *wait_shortly(void *argument)
{
    struct task task = fake_task();
    unsigned seed = (unsigned)(uintptr_t)argument;

    __atomic_add_fetch(&waiting, 1, __ATOMIC_SEQ_CST);
    while (!is_over()) {
        const struct timespec soon = { .tv_nsec = rand_r(&seed) % 100000 };
        long result = futex_call(&task, &counter, FUTEX_WAIT | PRIVATE, 0,
                                 gaddr_of(&soon), NULL, 0);

        if (result == 0)
            __atomic_add_fetch(&received, 1, __ATOMIC_SEQ_CST);
    }
    __atomic_sub_fetch(&waiting, 1, __ATOMIC_SEQ_CST);
    return NULL;
}

static void *wake_until_alone(void *argument)
{
    struct task task = fake_task();

    (void)argument;
    while (!is_over() || load(&waiting) != 0)
        __atomic_add_fetch(&sent,
                           (unsigned long)futex_call(&task, &counter,
                                                     FUTEX_WAKE | PRIVATE, 1, 0, NULL, 0),
                           __ATOMIC_SEQ_CST);
    return NULL;
}

static void *wait_or_wake(void *argument)
{
    return (uintptr_t)argument % 4 == 3 ? wake_until_alone(argument) :
                                          wait_shortly(argument);
}

Test(futex_stress, each_wake_is_received_by_one_or_spent_on_none, .timeout = TIMEOUT)
{
    run(wait_or_wake, THREADS);
    cr_assert_gt(sent, 0);
    cr_assert_eq(sent, received, "%lu sent, %lu received", sent, received);
    cr_assert_eq(count_on(&counter), 0);
}

/* Waiters are pushed round a ring of words while they time out or are woken. */
#define RING 3
static uint32_t ring[RING];

static void *wait_in_ring(void *argument)
{
    struct task task = fake_task();
    unsigned seed = (unsigned)(uintptr_t)argument;

    __atomic_add_fetch(&waiting, 1, __ATOMIC_SEQ_CST);
    while (!is_over()) {
        const struct timespec soon = { .tv_nsec = rand_r(&seed) % 200000 };
        uint32_t *at = &ring[rand_r(&seed) % RING];
        long result =
            futex_call(&task, at, FUTEX_WAIT | PRIVATE, 0, gaddr_of(&soon), NULL, 0);

        if (result == 0)
            __atomic_add_fetch(&received, 1, __ATOMIC_SEQ_CST);
    }
    __atomic_sub_fetch(&waiting, 1, __ATOMIC_SEQ_CST);
    return NULL;
}

static void *push_round_ring(void *argument)
{
    struct task task = fake_task();
    unsigned seed = (unsigned)(uintptr_t)argument;

    while (!is_over() || load(&waiting) != 0) {
        uint32_t *from = &ring[rand_r(&seed) % RING], *to = &ring[rand_r(&seed) % RING];

        futex_call(&task, from, FUTEX_CMP_REQUEUE | PRIVATE, 0, 2, to, 0);
        if (rand_r(&seed) % 4 == 0)
            __atomic_add_fetch(
                &sent,
                (unsigned long)futex_call(&task, to, FUTEX_WAKE | PRIVATE, 1, 0, NULL, 0),
                __ATOMIC_SEQ_CST);
    }
    return NULL;
}

static void *wait_or_push(void *argument)
{
    return (uintptr_t)argument % 3 == 2 ? push_round_ring(argument) :
                                          wait_in_ring(argument);
}

Test(futex_stress, moved_waiters_can_leave_and_be_woken, .timeout = TIMEOUT)
{
    run(wait_or_push, THREADS);
    cr_assert_eq(sent, received, "%lu sent, %lu received", sent, received);
    for (int i = 0; i < RING; i++)
        cr_assert_eq(count_on(&ring[i]), 0);
}

/* Two waiters on all words at once, woken through one of them at a time. */
static uint32_t many[RING];

static void *wait_any(void *argument)
{
    struct futex_waitv list[RING];
    struct task task = fake_task();
    const struct sys_args args = { SYS_futex_waitv, { gaddr_of(list), RING } };

    (void)argument;
    for (;;) {
        long index;

        for (unsigned i = 0; i < RING; i++)
            list[i] =
                (struct futex_waitv){ load(&many[i]), gaddr_of(&many[i]), FLAGS2, 0 };
        if (load(&counter) != 0)
            return NULL;
        index = lx_sys_futex_waitv(&task, &args);
        if (index >= RING || (index < 0 && index != -EAGAIN))
            abort();
        if (index >= 0)
            __atomic_add_fetch(&received, 1, __ATOMIC_SEQ_CST);
    }
}

static void *change_any(void *argument)
{
    struct task task = fake_task();
    unsigned seed = (unsigned)(uintptr_t)argument;

    while (!is_over()) {
        uint32_t *at = &many[rand_r(&seed) % RING];

        __atomic_add_fetch(at, 1, __ATOMIC_SEQ_CST);
        futex_call(&task, at, FUTEX_WAKE | PRIVATE, 1, 0, NULL, 0);
    }
    __atomic_store_n(&counter, 1, __ATOMIC_SEQ_CST);
    for (unsigned i = 0; i < RING; i++) {
        __atomic_add_fetch(&many[i], 1, __ATOMIC_SEQ_CST);
        futex_call(&task, &many[i], FUTEX_WAKE | PRIVATE, THREADS, 0, NULL, 0);
    }
    return NULL;
}

static void *wait_or_change_any(void *argument)
{
    return (uintptr_t)argument % 2 == 1 ? change_any(argument) : wait_any(argument);
}

Test(futex_stress, a_change_of_any_word_reaches_those_who_wait_on_all, .timeout = TIMEOUT)
{
    run(wait_or_change_any, THREADS);
    cr_assert_gt(received, 0);
    for (int i = 0; i < RING; i++)
        cr_assert_eq(count_on(&many[i]), 0);
}
