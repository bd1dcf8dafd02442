/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A bounded queue on condition variables: every item once; broadcast and timed
 * waits work.
 */
#include "check.h"

#define ITEMS 6000

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t not_empty = PTHREAD_COND_INITIALIZER,
                      not_full = PTHREAD_COND_INITIALIZER;
static int queue[8], size, produced, taken;
static char seen[ITEMS];

static void *producer(void *arg)
{
    pthread_mutex_lock(&lock);
    while (produced < ITEMS) {
        while (size == 8)
            pthread_cond_wait(&not_full, &lock);
        if (produced < ITEMS)
            queue[size++] = produced++;
        pthread_cond_signal(&not_empty);
    }
    pthread_mutex_unlock(&lock);
    return arg;
}

static void *consumer(void *arg)
{
    pthread_mutex_lock(&lock);
    while (taken < ITEMS) {
        while (size == 0 && taken < ITEMS)
            pthread_cond_wait(&not_empty, &lock);
        if (size > 0) {
            seen[queue[--size]]++;
            if (++taken == ITEMS)
                pthread_cond_broadcast(&not_empty);
            pthread_cond_signal(&not_full);
        }
    }
    pthread_cond_broadcast(&not_full);
    pthread_mutex_unlock(&lock);
    return arg;
}

int main(void)
{
    pthread_t threads[6];
    struct timespec soon;

    for (int i = 0; i < 6; i++)
        threads[i] = start_thread(i % 2 ? producer : consumer, NULL);
    for (int i = 0; i < 6; i++)
        join_thread(threads[i]);
    for (int i = 0; i < ITEMS; i++)
        CHECK_EQ(seen[i], 1);
    clock_gettime(CLOCK_REALTIME, &soon);
    soon.tv_nsec = soon.tv_nsec < 990000000 ? soon.tv_nsec + 10000000 : 999999999;
    CHECK_EQ(pthread_mutex_lock(&lock), 0);
    CHECK_EQ(pthread_cond_timedwait(&not_empty, &lock, &soon), ETIMEDOUT);
    CHECK_EQ(pthread_cond_clockwait(&not_empty, &lock, CLOCK_MONOTONIC,
                                    &(struct timespec){ 0, 0 }),
             ETIMEDOUT);
    CHECK_EQ(pthread_mutex_unlock(&lock), 0);
    return passed();
}
