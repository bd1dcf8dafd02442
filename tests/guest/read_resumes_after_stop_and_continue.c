/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A process stopped and continued in a blocking read goes on reading (signal(7)). */
#include "check.h"

int main(void)
{
    int pipes[2], status;
    char byte = 0;
    pid_t pid;

    CHECK_OK(pipe(pipes));
    pid = CHECK_OK(fork());
    if (pid == 0) {
        CHECK_EQ(read(pipes[0], &byte, 1), 1);
        _exit(byte);
    }
    for (int i = 0; i < 5; i++) {
        wait_until_asleep(pid);
        CHECK_OK(kill(pid, SIGSTOP));
        CHECK_EQ(waitpid(pid, &status, WUNTRACED), pid);
        CHECK(WIFSTOPPED(status));
        CHECK_OK(kill(pid, SIGCONT));
        CHECK_EQ(waitpid(pid, &status, WCONTINUED), pid);
    }
    CHECK_EQ(write(pipes[1], "\x2a", 1), 1);
    CHECK_EQ(wait_status(pid), EXITED(42));
    return passed();
}
