/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The one kind of lock, between threads of a test. */
#include <criterion/criterion.h>

#include <pthread.h>
#include <time.h>

#include "abi/futex.h"
#include "core/lock.h"
#include "fake_host.h"

#define SIGABRT 6
#define THREADS 4
#define ROUNDS 100000

static struct lock lock;
static unsigned long counter;
static int32_t gone_tid;

static uint32_t owner(void)
{
    return __atomic_load_n(&lock.owner, __ATOMIC_RELAXED);
}

static void *count(void *unused)
{
    struct task task = fake_task();

    (void)unused;
    for (int i = 0; i < ROUNDS; i++) {
        lock_take(&lock, &task);
        counter++;
        lock_drop(&lock, &task);
    }
    return NULL;
}

Test(lock, excludes, .timeout = 60)
{
    pthread_t threads[THREADS];

    for (int i = 0; i < THREADS; i++)
        pthread_create(&threads[i], NULL, count, NULL);
    for (int i = 0; i < THREADS; i++)
        pthread_join(threads[i], NULL);
    cr_assert_eq(counter, THREADS * ROUNDS);
    cr_assert_eq(owner(), 0);
}

Test(lock, alone_makes_no_host_call)
{
    struct task task = fake_task();
    unsigned long before = fake_host_calls();

    lock_take(&lock, &task);
    lock_assert_held(&lock);
    cr_assert_eq(owner(), (uint32_t)task.tid);
    lock_drop(&lock, &task);
    cr_assert_eq(fake_host_calls(), before);
}

static void *wait_for_lock(void *unused)
{
    struct task task = fake_task();

    (void)unused;
    lock_take(&lock, &task);
    lock_drop(&lock, &task);
    return NULL;
}

static unsigned wakes;

static long note_wakes(long nr, const uint64_t arg[6])
{
    if (nr == SYS_futex && ((int)arg[1] & FUTEX_CMD_MASK) == FUTEX_WAKE)
        __atomic_add_fetch(&wakes, 1, __ATOMIC_SEQ_CST);
    return fake_real_syscall(nr, arg);
}

Test(lock, waiter_sleeps_until_it_is_dropped, .timeout = 20)
{
    const struct timespec moment = { .tv_nsec = 300000000 };
    struct task task = fake_task();
    pthread_t thread;

    fake_host = note_wakes;
    lock_take(&lock, &task);
    pthread_create(&thread, NULL, wait_for_lock, NULL);
    while (!(owner() & LOCK_CONTENDED))
        ;
    /* Longer than the waiter's patience: the owner is alive and keeps it. */
    nanosleep(&moment, NULL);
    cr_assert_eq(owner(), (uint32_t)task.tid | LOCK_CONTENDED);
    cr_assert_eq(__atomic_load_n(&wakes, __ATOMIC_SEQ_CST), 0);
    lock_drop(&lock, &task);
    cr_assert_geq(__atomic_load_n(&wakes, __ATOMIC_SEQ_CST), 1);
    pthread_join(thread, NULL);
    cr_assert_eq(owner(), 0);
}

static void *take_and_die(void *unused)
{
    struct task task = fake_task();

    (void)unused;
    gone_tid = task.tid;
    lock_take(&lock, &task);
    return NULL;
}

Test(lock, is_taken_over_from_an_owner_that_is_gone, .timeout = 20)
{
    struct task task = fake_task();
    pthread_t thread;

    pthread_create(&thread, NULL, take_and_die, NULL);
    pthread_join(thread, NULL);
    cr_assert_eq(owner() & ~LOCK_CONTENDED, (uint32_t)gone_tid);
    lock_take(&lock, &task);
    cr_assert_eq(owner() & ~LOCK_CONTENDED, (uint32_t)task.tid);
    lock_drop(&lock, &task);
}

Test(lock, reset_forgets_its_owner, .timeout = 20)
{
    struct task task = fake_task(), other = fake_task();

    other.tid++;
    lock_take(&lock, &task);
    lock_reset(&lock);
    lock_take(&lock, &other);
    lock_drop(&lock, &other);
}

Test(lock, taken_twice_by_one_thread_is_a_panic, .signal = SIGABRT)
{
    struct task task = fake_task();

    lock_take(&lock, &task);
    lock_take(&lock, &task);
}

Test(lock, dropped_by_another_is_a_panic, .signal = SIGABRT)
{
    struct task task = fake_task(), other = fake_task();

    other.tid++;
    lock_take(&lock, &task);
    lock_drop(&lock, &other);
}

Test(lock, not_held_is_a_panic_where_it_has_to_be, .signal = SIGABRT)
{
    lock_assert_held(&lock);
}
