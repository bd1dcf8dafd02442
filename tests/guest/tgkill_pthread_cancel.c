/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * pthread_cancel ends threads asleep in read, locks, sleeps, or computing;
 * cleanups run.
 */
#include <semaphore.h>

#include "check.h"

static int pipes[2];
static sem_t sem;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t cond = PTHREAD_COND_INITIALIZER;
static volatile int cleaned;
static volatile pid_t tid;

static void cleanup(void *arg)
{
    if (arg != NULL)
        CHECK_EQ(pthread_mutex_unlock(arg), 0);
    cleaned++;
}

static void *in_read(void *arg)
{
    char byte;

    pthread_cleanup_push(cleanup, NULL);
    tid = gettid();
    CHECK_OK(read(pipes[0], &byte, 1));
    pthread_cleanup_pop(0);
    return arg;
}

static void *in_sem_wait(void *arg)
{
    pthread_cleanup_push(cleanup, NULL);
    tid = gettid();
    sem_wait(&sem);
    pthread_cleanup_pop(0);
    return arg;
}

static void *in_cond_wait(void *arg)
{
    CHECK_EQ(pthread_mutex_lock(&lock), 0);
    pthread_cleanup_push(cleanup, &lock);
    tid = gettid();
    for (;;)
        pthread_cond_wait(&cond, &lock);
    pthread_cleanup_pop(0);
    return arg;
}

static void *in_sleep(void *arg)
{
    pthread_cleanup_push(cleanup, NULL);
    tid = gettid();
    sleep(1000);
    pthread_cleanup_pop(0);
    return arg;
}

static void *in_loop(void *arg)
{
    pthread_cleanup_push(cleanup, NULL);
    CHECK_EQ(pthread_setcanceltype(PTHREAD_CANCEL_ASYNCHRONOUS, NULL), 0);
    tid = gettid();
    for (;;)
        ;
    pthread_cleanup_pop(0);
    return arg;
}

int main(void)
{
    void *(*bodies[])(void *) = { in_read, in_sem_wait, in_cond_wait, in_sleep, in_loop };

    CHECK_OK(pipe(pipes));
    CHECK_OK(sem_init(&sem, 0, 0));
    for (int i = 0; i < 25; i++) {
        pthread_t thread;
        void *result;

        tid = cleaned = 0;
        thread = start_thread(bodies[i % 5], NULL);
        while (tid == 0)
            usleep(50);
        if (i % 5 != 4 && i % 2)
            wait_until_asleep(tid);
        CHECK_EQ(pthread_cancel(thread), 0);
        CHECK_EQ(pthread_join(thread, &result), 0);
        CHECK_EQ(result, PTHREAD_CANCELED);
        CHECK_EQ(cleaned, 1);
    }
    CHECK_EQ(pthread_mutex_lock(&lock), 0);
    return passed();
}
