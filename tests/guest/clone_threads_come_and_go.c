/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Thousands of short threads, joined and detached, from several creators: no
 * leak, no hang.
 */
#include "check.h"

static int finished;

static void *brief(void *arg)
{
    __atomic_add_fetch(&finished, 1, __ATOMIC_SEQ_CST);
    return arg;
}

static void *creator(void *arg)
{
    pthread_attr_t detached;

    CHECK_EQ(pthread_attr_init(&detached), 0);
    CHECK_EQ(pthread_attr_setdetachstate(&detached, PTHREAD_CREATE_DETACHED), 0);
    for (int i = 0; i < 250; i++) {
        pthread_t thread;

        join_thread(start_thread(brief, NULL));
        CHECK_EQ(pthread_create(&thread, &detached, brief, NULL), 0);
    }
    return arg;
}

int main(void)
{
    pthread_t threads[4];

    for (int i = 0; i < 4; i++)
        threads[i] = start_thread(creator, NULL);
    for (int i = 0; i < 4; i++)
        join_thread(threads[i]);
    while (__atomic_load_n(&finished, __ATOMIC_SEQ_CST) < 2000)
        usleep(100);
    return passed();
}
