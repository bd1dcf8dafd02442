/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A child killed at any moment of its start, exec and work dies of just that signal. */
#include "check.h"

static void *worker(void *arg)
{
    for (;;)
        free(malloc(100));
    return arg;
}

int main(int argc, char **argv)
{
    int signals[] = { SIGKILL, SIGTERM };

    (void)argv;
    if (argc > 1) {
        start_thread(worker, NULL);
        for (;;)
            if (fork() == 0)
                _exit(0);
            else
                wait(NULL);
    }
    for (int i = 0; i < 80; i++) {
        pid_t pid = CHECK_OK(fork());

        if (pid == 0) {
            CHECK_OK(setpgid(0, 0));
            execl("/proc/self/exe", "x", "y", NULL);
            CHECK(!"exec");
        }
        usleep(i * 60);
        CHECK_OK(kill(pid, signals[i % 2]));
        CHECK_EQ(wait_status(pid), KILLED(signals[i % 2]));
        kill(-pid, SIGKILL); /* what it may have forked */
    }
    return passed();
}
