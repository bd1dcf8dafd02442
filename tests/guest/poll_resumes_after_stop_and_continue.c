/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A process stopped and continued in poll waits on, for its events or its time
 * (signal(7)).
 */
#include <poll.h>

#include "check.h"

int main(void)
{
    int pipes[2], status;
    struct pollfd ready;
    pid_t pid;

    CHECK_OK(pipe(pipes));
    ready = (struct pollfd){ pipes[0], POLLIN, 0 };
    pid = CHECK_OK(fork());
    if (pid == 0) {
        CHECK_EQ(poll(&ready, 1, 100000), 1);
        CHECK_EQ(poll(NULL, 0, 10), 0);
        _exit(0);
    }
    for (int i = 0; i < 3; i++) {
        wait_until_asleep(pid);
        CHECK_OK(kill(pid, SIGSTOP));
        CHECK_EQ(waitpid(pid, &status, WUNTRACED), pid);
        CHECK_OK(kill(pid, SIGCONT));
        CHECK_EQ(waitpid(pid, &status, WCONTINUED), pid);
    }
    CHECK_EQ(write(pipes[1], "x", 1), 1);
    CHECK_EQ(wait_status(pid), EXITED(0));
    return passed();
}
