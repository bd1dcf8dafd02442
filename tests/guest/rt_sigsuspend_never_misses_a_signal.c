/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Two processes wake each other by signals a thousand times; a lost one would
 * hang (sigsuspend(2)).
 */
#include "check.h"

#define ROUNDS 1000

static volatile int count;

static void handler(int sig, siginfo_t *info, void *context)
{
    (void)sig, (void)info, (void)context;
    count++;
}

static void wait_for(int n)
{
    sigset_t none;

    sigemptyset(&none);
    while (count < n)
        CHECK_ERR(sigsuspend(&none), EINTR);
    CHECK_EQ(count, n);
}

int main(void)
{
    sigset_t set;
    pid_t pid;

    sigemptyset(&set);
    sigaddset(&set, SIGUSR1);
    CHECK_EQ(sigprocmask(SIG_BLOCK, &set, NULL), 0);
    set_handler(SIGUSR1, handler, 0);
    pid = CHECK_OK(fork());
    for (int i = 1; i <= ROUNDS; i++) {
        if (pid != 0)
            CHECK_OK(kill(pid, SIGUSR1));
        wait_for(i);
        if (pid == 0)
            CHECK_OK(kill(getppid(), SIGUSR1));
    }
    if (pid == 0)
        _exit(0);
    CHECK_EQ(wait_status(pid), EXITED(0));
    return passed();
}
