/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Only the calling thread waits in vfork; the others run on meanwhile (vfork(2)). */
#include "check.h"

static volatile int ticks, stop;
static int pipes[2];

static void *other(void *arg)
{
    char byte = 'g';

    while (!stop) {
        ticks++;
        CHECK_OK(getppid());
        usleep(200);
        if (ticks % 20 == 0)
            CHECK_EQ(write(pipes[1], &byte, 1), 1);
    }
    return arg;
}

int main(void)
{
    pthread_t thread;

    CHECK_OK(pipe(pipes));
    thread = start_thread(other, NULL);
    for (int i = 0; i < 5; i++) {
        pid_t pid = vfork();

        CHECK_OK(pid);
        if (pid == 0) {
            char byte;

            _exit(read(pipes[0], &byte, 1) == 1 ? 7 : 8); /* the other thread sends it */
        }
        CHECK_EQ(wait_status(pid), EXITED(7));
    }
    stop = 1;
    join_thread(thread);
    return passed();
}
