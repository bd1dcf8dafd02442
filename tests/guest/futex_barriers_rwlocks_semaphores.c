/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Barriers, read-write locks, semaphores and once-control do what they say
 * (pthreads(7)).
 */
#include <semaphore.h>

#include "check.h"

#define THREADS 5

static pthread_barrier_t barrier;
static pthread_rwlock_t rwlock = PTHREAD_RWLOCK_INITIALIZER;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static sem_t sem;
static int serial, once_count, writers, readers, inside;

static void run_once(void)
{
    sleep_ms(2);
    once_count++;
}

static void *worker(void *arg)
{
    CHECK_EQ(pthread_once(&once, run_once), 0);
    CHECK_EQ(once_count, 1);
    for (int i = 0; i < 100; i++) {
        int result = pthread_barrier_wait(&barrier);

        CHECK(result == 0 || result == PTHREAD_BARRIER_SERIAL_THREAD);
        if (result != 0)
            __atomic_add_fetch(&serial, 1, __ATOMIC_SEQ_CST);
        if ((i + (long)arg) % THREADS == 0) {
            CHECK_EQ(pthread_rwlock_wrlock(&rwlock), 0);
            CHECK_EQ(readers, 0);
            CHECK_EQ(++writers, 1);
            sched_yield();
            writers--;
        } else {
            CHECK_EQ(pthread_rwlock_rdlock(&rwlock), 0);
            __atomic_add_fetch(&readers, 1, __ATOMIC_SEQ_CST);
            CHECK_EQ(writers, 0);
            __atomic_sub_fetch(&readers, 1, __ATOMIC_SEQ_CST);
        }
        CHECK_EQ(pthread_rwlock_unlock(&rwlock), 0);
        CHECK_OK(sem_wait(&sem));
        CHECK(__atomic_add_fetch(&inside, 1, __ATOMIC_SEQ_CST) <= 2);
        sched_yield();
        __atomic_sub_fetch(&inside, 1, __ATOMIC_SEQ_CST);
        CHECK_OK(sem_post(&sem));
    }
    return NULL;
}

int main(void)
{
    pthread_t threads[THREADS];
    struct timespec past = { 0, 0 };

    CHECK_EQ(pthread_barrier_init(&barrier, NULL, THREADS), 0);
    CHECK_OK(sem_init(&sem, 0, 2));
    for (long i = 0; i < THREADS; i++)
        threads[i] = start_thread(worker, (void *)i);
    for (int i = 0; i < THREADS; i++)
        join_thread(threads[i]);
    CHECK_EQ(serial, 100);
    CHECK_OK(sem_wait(&sem));
    CHECK_OK(sem_wait(&sem));
    CHECK_ERR(sem_trywait(&sem), EAGAIN);
    CHECK_ERR(sem_timedwait(&sem, &past), ETIMEDOUT);
    return passed();
}
