/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Priority-inheritance mutexes: contention, recursion errors, timed locks,
 * dead owners.
 */
#include "check.h"

static pthread_mutex_t mutex;
static long counter;

static void *worker(void *arg)
{
    for (int i = 0; i < 1500; i++) {
        CHECK_EQ(pthread_mutex_lock(&mutex), 0);
        counter++;
        if (i % 32 == 0)
            sched_yield();
        CHECK_EQ(pthread_mutex_unlock(&mutex), 0);
    }
    return arg;
}

static void *die_locked(void *arg)
{
    CHECK_EQ(pthread_mutex_lock(&mutex), 0);
    return arg;
}

static void *try_timed(void *arg)
{
    struct timespec past = { 0, 0 };

    CHECK_EQ(pthread_mutex_timedlock(&mutex, &past), ETIMEDOUT);
    CHECK_EQ(pthread_mutex_trylock(&mutex), EBUSY);
    return arg;
}

int main(void)
{
    pthread_mutexattr_t attr;
    pthread_t threads[4];

    CHECK_EQ(pthread_mutexattr_init(&attr), 0);
    CHECK_EQ(pthread_mutexattr_setprotocol(&attr, PTHREAD_PRIO_INHERIT), 0);
    CHECK_EQ(pthread_mutexattr_settype(&attr, PTHREAD_MUTEX_ERRORCHECK), 0);
    CHECK_EQ(pthread_mutexattr_setrobust(&attr, PTHREAD_MUTEX_ROBUST), 0);
    CHECK_EQ(pthread_mutex_init(&mutex, &attr), 0);
    for (int i = 0; i < 4; i++)
        threads[i] = start_thread(worker, NULL);
    for (int i = 0; i < 4; i++)
        join_thread(threads[i]);
    CHECK_EQ(counter, 6000);
    CHECK_EQ(pthread_mutex_lock(&mutex), 0);
    CHECK_EQ(pthread_mutex_lock(&mutex), EDEADLK);
    join_thread(start_thread(try_timed, NULL));
    CHECK_EQ(pthread_mutex_unlock(&mutex), 0);
    join_thread(start_thread(die_locked, NULL));
    CHECK_EQ(pthread_mutex_lock(&mutex), EOWNERDEAD);
    CHECK_EQ(pthread_mutex_consistent(&mutex), 0);
    CHECK_EQ(pthread_mutex_unlock(&mutex), 0);
    return passed();
}
