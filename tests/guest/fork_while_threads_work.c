/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * fork while other threads allocate, lock and map: every child can do all of
 * that too (fork(2)).
 */
#include "check.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static volatile int stop;

static void *churn(void *arg)
{
    while (!stop) {
        void *p = malloc(1 + (long)arg * 4000);

        pthread_mutex_lock(&lock);
        pthread_mutex_unlock(&lock);
        munmap(map_anon(PAGE, PROT_READ), PAGE);
        free(p);
    }
    return arg;
}

static void *quick(void *arg)
{
    free(malloc(100));
    return arg;
}

static void child(void)
{
    for (int i = 0; i < 5; i++) {
        free(malloc(100000 * i));
        join_thread(start_thread(quick, NULL));
        munmap(map_anon(PAGE, PROT_READ), PAGE);
    }
}

int main(void)
{
    pthread_t threads[4];

    for (long i = 0; i < 4; i++)
        threads[i] = start_thread(churn, (void *)i);
    for (int i = 0; i < 40; i++)
        CHECK_EQ(child_status(child), EXITED(0));
    stop = 1;
    for (int i = 0; i < 4; i++)
        join_thread(threads[i]);
    return passed();
}
