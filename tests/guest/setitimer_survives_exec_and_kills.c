/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * An interval timer set before exec fires after it; without a handler SIGALRM
 * kills (execve(2)).
 */
#include "check.h"

int main(int argc, char **argv)
{
    pid_t pid;

    (void)argv;
    if (argc > 1)
        for (;;)
            pause();
    pid = CHECK_OK(fork());
    if (pid == 0) {
        struct itimerval timer = { .it_value = { 0, 50000 } };

        CHECK_OK(setitimer(ITIMER_REAL, &timer, NULL));
        execl("/proc/self/exe", "x", "y", NULL);
        CHECK(!"exec");
    }
    CHECK_EQ(wait_status(pid), KILLED(SIGALRM));
    return passed();
}
