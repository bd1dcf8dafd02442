/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Without SA_NOCLDSTOP a stopped and continued child raises SIGCHLD, with it
 * not (sigaction(2)).
 */
#include "check.h"

static volatile int codes[8], count;

static void handler(int sig, siginfo_t *info, void *context)
{
    (void)sig, (void)context;
    codes[count++] = info->si_code;
}

static void stop_and_continue(int flags)
{
    pid_t pid;
    int status;

    count = 0;
    set_handler(SIGCHLD, handler, flags);
    pid = CHECK_OK(fork());
    if (pid == 0)
        for (;;)
            pause();
    CHECK_OK(kill(pid, SIGSTOP));
    while (waitpid(pid, &status, WUNTRACED) == -1)
        CHECK_EQ(errno, EINTR);
    CHECK(WIFSTOPPED(status) && WSTOPSIG(status) == SIGSTOP);
    while (flags == 0 && count < 1) /* it may come later, and two would be one */
        usleep(100);
    CHECK_OK(kill(pid, SIGCONT));
    while (waitpid(pid, &status, WCONTINUED) == -1)
        CHECK_EQ(errno, EINTR);
    CHECK(WIFCONTINUED(status));
    while (flags == 0 && count < 2) /* the child itself raises it, once it runs */
        usleep(100);
    CHECK_OK(kill(pid, SIGKILL));
    CHECK_EQ(wait_status(pid), KILLED(SIGKILL));
}

int main(void)
{
    stop_and_continue(0);
    CHECK_EQ(codes[0], CLD_STOPPED);
    CHECK_EQ(codes[1], CLD_CONTINUED);
    CHECK_EQ(codes[2], CLD_KILLED);
    CHECK_EQ(count, 3);
    stop_and_continue(SA_NOCLDSTOP);
    CHECK_EQ(codes[0], CLD_KILLED);
    CHECK_EQ(count, 1);
    return passed();
}
