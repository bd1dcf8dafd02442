/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A hundred children one after the other, and twenty at a time, all reaped (fork(2)). */
#include "check.h"

int main(void)
{
    pid_t pids[20];

    for (int i = 0; i < 100; i++) {
        pid_t pid = CHECK_OK(fork());

        if (pid == 0)
            _exit(i);
        CHECK_EQ(wait_status(pid), EXITED(i));
    }
    for (int i = 0; i < 20; i++) {
        pids[i] = CHECK_OK(fork());
        if (pids[i] == 0)
            _exit(getpid() == gettid() ? i : 99);
    }
    for (int i = 19; i >= 0; i--)
        CHECK_EQ(wait_status(pids[i]), EXITED(i));
    CHECK_ERR(wait(NULL), ECHILD);
    return passed();
}
