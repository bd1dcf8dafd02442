/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * glibc makes every thread change its ids: by a signal of its own that all
 * must get (nptl(7)).
 */
#include "check.h"

static volatile int stop;

static void *worker(void *arg)
{
    if (arg != NULL)
        while (!stop)
            usleep(1000);
    while (!stop)
        ;
    return NULL;
}

int main(void)
{
    pthread_t threads[4];

    for (long i = 0; i < 4; i++)
        threads[i] = start_thread(worker, (void *)(i % 2));
    for (int i = 0; i < 20; i++) {
        CHECK_OK(setresuid(-1, geteuid(), -1));
        CHECK_OK(setresgid(-1, getegid(), -1));
    }
    stop = 1;
    for (int i = 0; i < 4; i++)
        join_thread(threads[i]);
    return passed();
}
