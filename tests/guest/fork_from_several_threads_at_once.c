/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Threads that fork and wait at the same time each get their own children
 * (fork(2), wait(2)).
 */
#include "check.h"

static void *forker(void *arg)
{
    for (int i = 0; i < 20; i++) {
        pid_t pid = CHECK_OK(fork());

        if (pid == 0)
            _exit((long)arg * 20 + i);
        CHECK_EQ(wait_status(pid), EXITED((long)arg * 20 + i));
    }
    return arg;
}

int main(void)
{
    pthread_t threads[4];

    for (long i = 0; i < 4; i++)
        threads[i] = start_thread(forker, (void *)i);
    for (int i = 0; i < 4; i++)
        join_thread(threads[i]);
    CHECK_ERR(wait(NULL), ECHILD);
    return passed();
}
