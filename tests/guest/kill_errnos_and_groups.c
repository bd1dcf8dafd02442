/* SPDX-License-Identifier: GPL-2.0-or-later */
/* kill(2): 0 probes, ESRCH and EINVAL, and a negative id reaches the process group. */
#include "check.h"

static void group_leader(void)
{
    pid_t pids[3];

    CHECK_OK(setpgid(0, 0));
    for (int i = 0; i < 3; i++) {
        pids[i] = CHECK_OK(fork());
        if (pids[i] == 0)
            for (;;)
                pause();
    }
    signal(SIGTERM, SIG_IGN);
    CHECK_OK(kill(0, SIGTERM));
    for (int i = 0; i < 3; i++)
        CHECK_EQ(wait_status(pids[i]), KILLED(SIGTERM));
    kill(-getpid(), SIGKILL);
}

int main(void)
{
    pid_t pid = CHECK_OK(fork());

    CHECK_OK(kill(getpid(), 0));
    CHECK_ERR(kill(getpid(), 65), EINVAL);
    CHECK_ERR(kill(getpid(), -1), EINVAL);
    if (pid == 0)
        _exit(0);
    CHECK_EQ(wait_status(pid), EXITED(0));
    CHECK_ERR(kill(pid, 0), ESRCH);
    CHECK_ERR(kill(-pid, SIGTERM), ESRCH);
    CHECK_EQ(child_status(group_leader), KILLED(SIGKILL));
    return passed();
}
