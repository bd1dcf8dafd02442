/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Writing where nobody reads is SIGPIPE, and EPIPE if that is handled or
 * ignored (pipe(7)).
 */
#include "check.h"

static volatile int count;

static void handler(int sig, siginfo_t *info, void *context)
{
    (void)context;
    CHECK_EQ(sig, SIGPIPE);
    CHECK_EQ(info->si_pid, getpid());
    count++;
}

static void die(void)
{
    int pipes[2];

    CHECK_OK(pipe(pipes));
    CHECK_OK(close(pipes[0]));
    (void)!write(pipes[1], "x", 1);
}

int main(void)
{
    int pipes[2];

    CHECK_EQ(child_status(die), KILLED(SIGPIPE));
    CHECK_OK(pipe(pipes));
    CHECK_OK(close(pipes[0]));
    set_handler(SIGPIPE, handler, SA_RESTART);
    CHECK_ERR(write(pipes[1], "x", 1), EPIPE);
    CHECK_EQ(count, 1);
    signal(SIGPIPE, SIG_IGN);
    CHECK_ERR(write(pipes[1], "x", 1), EPIPE);
    return passed();
}
