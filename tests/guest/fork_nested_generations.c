/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A child forks a child and so on, thirty deep; each generation's code comes
 * back (fork(2)).
 */
#include "check.h"

static int generation(int depth)
{
    pid_t pid, parent = getpid();

    if (depth == 30)
        return depth;
    pid = CHECK_OK(fork());
    if (pid == 0) {
        CHECK_EQ(getppid(), parent);
        _exit(generation(depth + 1) + 1);
    }
    return WEXITSTATUS(wait_status(pid));
}

int main(void)
{
    CHECK_EQ(generation(0), 60);
    return passed();
}
