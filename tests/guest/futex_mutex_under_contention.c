/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Ordinary, recursive and error-checking mutexes count right under contention
 * (pthreads(7)).
 */
#include "check.h"

#define THREADS 6
#define ROUNDS 4000

static pthread_mutex_t mutex;
static long counter;

static void *worker(void *arg)
{
    for (int i = 0; i < ROUNDS; i++) {
        CHECK_EQ(pthread_mutex_lock(&mutex), 0);
        counter++;
        if (i % 64 == 0)
            sched_yield();
        CHECK_EQ(pthread_mutex_unlock(&mutex), 0);
    }
    return arg;
}

static void run(int type)
{
    pthread_t threads[THREADS];
    pthread_mutexattr_t attr;

    CHECK_EQ(pthread_mutexattr_init(&attr), 0);
    CHECK_EQ(pthread_mutexattr_settype(&attr, type), 0);
    CHECK_EQ(pthread_mutex_init(&mutex, &attr), 0);
    counter = 0;
    for (int i = 0; i < THREADS; i++)
        threads[i] = start_thread(worker, NULL);
    for (int i = 0; i < THREADS; i++)
        join_thread(threads[i]);
    CHECK_EQ(counter, THREADS * ROUNDS);
    CHECK_EQ(pthread_mutex_destroy(&mutex), 0);
}

int main(void)
{
    run(PTHREAD_MUTEX_NORMAL);
    run(PTHREAD_MUTEX_RECURSIVE);
    run(PTHREAD_MUTEX_ERRORCHECK);
    return passed();
}
