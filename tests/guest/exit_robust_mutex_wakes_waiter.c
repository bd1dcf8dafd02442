/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A waiter for a robust mutex is woken when the owner dies (get_robust_list(2)). */
#include "check.h"

static pthread_mutex_t mutex;
static volatile pid_t waiter_tid;
static volatile int locked;

static void *owner(void *arg)
{
    CHECK_EQ(pthread_mutex_lock(&mutex), 0);
    locked = 1;
    while (waiter_tid == 0)
        usleep(100);
    wait_until_asleep(waiter_tid);
    return arg; /* without unlocking */
}

static void *waiter(void *arg)
{
    while (!locked)
        usleep(100);
    waiter_tid = gettid();
    CHECK_EQ(pthread_mutex_lock(&mutex), EOWNERDEAD);
    CHECK_EQ(pthread_mutex_consistent(&mutex), 0);
    CHECK_EQ(pthread_mutex_unlock(&mutex), 0);
    return arg;
}

int main(void)
{
    pthread_mutexattr_t attr;

    CHECK_EQ(pthread_mutexattr_init(&attr), 0);
    CHECK_EQ(pthread_mutexattr_setrobust(&attr, PTHREAD_MUTEX_ROBUST), 0);
    CHECK_EQ(pthread_mutex_init(&mutex, &attr), 0);
    for (int i = 0; i < 5; i++) {
        pthread_t threads[2];

        waiter_tid = locked = 0;
        threads[0] = start_thread(owner, NULL);
        threads[1] = start_thread(waiter, NULL);
        join_thread(threads[0]);
        join_thread(threads[1]);
    }
    return passed();
}
