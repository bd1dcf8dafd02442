/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * sleeper.c - sleeps with argv[1] threads, for the memory measurements.
 *
 * Says "ready" when all threads have run and wait; then never ends by itself.
 */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static pthread_barrier_t all_started;

static void *sleep_for_ever(void *unused)
{
    (void)unused;
    pthread_barrier_wait(&all_started);
    for (;;)
        pause();
    return NULL;
}

int main(int argc, char **argv)
{
    int count = argc > 1 ? atoi(argv[1]) : 1;
    pthread_t thread;

    if (count < 1 || pthread_barrier_init(&all_started, NULL, (unsigned)count) != 0)
        return 2;
    for (int i = 1; i < count; i++)
        if (pthread_create(&thread, NULL, sleep_for_ever, NULL) != 0)
            return 1;
    pthread_barrier_wait(&all_started);
    if (write(STDOUT_FILENO, "ready\n", 6) != 6)
        return 1;
    for (;;)
        pause();
}
