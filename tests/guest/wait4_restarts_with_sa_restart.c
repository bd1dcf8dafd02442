/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * wait4 and waitid restart after handlers with SA_RESTART, and fail with EINTR
 * without.
 */
#include "check.h"

static int pipes[2];
static volatile int count;

static void handler(int sig, siginfo_t *info, void *context)
{
    (void)sig, (void)info, (void)context;
    if (++count % 5 == 0)
        CHECK_EQ(write(pipes[1], "x", 1), 1);
}

static void child(void)
{
    char byte;

    CHECK_EQ(read(pipes[0], &byte, 1), 1);
    _exit(9);
}

static pid_t start_child(void)
{
    pid_t pid;

    CHECK_OK(pipe(pipes));
    pid = CHECK_OK(fork());
    if (pid == 0)
        child();
    return pid;
}

int main(void)
{
    siginfo_t info;
    pid_t pid;
    int status;

    set_handler(SIGALRM, handler, SA_RESTART);
    pid = start_child();
    alarm_every_us(2000);
    CHECK_EQ(wait4(pid, &status, 0, NULL), pid);
    CHECK_EQ(status, EXITED(9));
    alarm_every_us(0);
    pid = start_child();
    alarm_every_us(2000);
    CHECK_OK(waitid(P_PID, pid, &info, WEXITED));
    CHECK_EQ(info.si_status, 9);
    alarm_every_us(0);
    CHECK(count >= 10);
    set_handler(SIGALRM, handler, 0);
    count = 1;
    pid = start_child();
    alarm_every_us(2000);
    CHECK_ERR(wait4(pid, &status, 0, NULL), EINTR);
    while (wait4(pid, &status, 0, NULL) == -1)
        CHECK_EQ(errno, EINTR);
    return passed();
}
