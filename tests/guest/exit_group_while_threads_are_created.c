/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A process may end while its threads create threads: nothing hangs, the code
 * is right.
 */
#include "check.h"

static int delay;

static void *brief(void *arg)
{
    return arg;
}

static void *creator(void *arg)
{
    pthread_t thread;

    for (;;)
        if (pthread_create(&thread, NULL, brief, NULL) == 0)
            pthread_detach(thread);
    return arg;
}

static void child(void)
{
    for (int i = 0; i < 3; i++)
        start_thread(creator, NULL);
    usleep(delay);
    exit(26);
}

int main(void)
{
    for (delay = 0; delay < 2500; delay += 100)
        CHECK_EQ(child_status(child), EXITED(26));
    return passed();
}
