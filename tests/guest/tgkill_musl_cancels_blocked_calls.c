/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * musl's pthread_cancel looks where in its system call a thread was
 * interrupted, and acts on that.
 */
/* build: static musl */
#include "check.h"

static int pipes[2];
static volatile int cleaned, started;

static void cleanup(void *arg)
{
    (void)arg;
    cleaned++;
}

static void *in_read(void *arg)
{
    char byte;

    pthread_cleanup_push(cleanup, NULL);
    started = 1;
    read(pipes[0], &byte, 1);
    pthread_cleanup_pop(0);
    return arg;
}

static void *in_sleep(void *arg)
{
    pthread_cleanup_push(cleanup, NULL);
    started = 1;
    for (;;)
        sleep(1000);
    pthread_cleanup_pop(0);
    return arg;
}

static void *in_short_calls(void *arg)
{
    pthread_cleanup_push(cleanup, NULL);
    started = 1;
    for (;;)
        close(900); /* a cancellation point that never blocks */
    pthread_cleanup_pop(0);
    return arg;
}

int main(void)
{
    void *(*bodies[])(void *) = { in_read, in_sleep, in_short_calls };

    CHECK_OK(pipe(pipes));
    for (int i = 0; i < 60; i++) {
        pthread_t thread;
        void *result;

        cleaned = started = 0;
        thread = start_thread(bodies[i % 3], NULL);
        while (!started)
            sched_yield();
        if (i % 2)
            usleep(300);
        CHECK_EQ(pthread_cancel(thread), 0);
        CHECK_EQ(pthread_join(thread, &result), 0);
        CHECK_EQ(result, PTHREAD_CANCELED);
        CHECK_EQ(cleaned, 1);
    }
    return passed();
}
