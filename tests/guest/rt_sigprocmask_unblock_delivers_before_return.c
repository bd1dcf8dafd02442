/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A pending signal is delivered before the call that unblocks it returns
 * (sigprocmask(2)).
 */
#include "check.h"

static volatile int count;

static void handler(int sig, siginfo_t *info, void *context)
{
    (void)sig, (void)info, (void)context;
    count++;
}

int main(void)
{
    unsigned long set = 1UL << (SIGUSR1 - 1), none = 0, old;

    set_handler(SIGUSR1, handler, 0);
    for (int i = 1; i <= 200; i++) {
        CHECK_OK(syscall(SYS_rt_sigprocmask, SIG_BLOCK, &set, NULL, 8));
        CHECK_OK(kill(getpid(), SIGUSR1));
        CHECK_EQ(count, i - 1);
        old = 0;
        if (i % 2)
            CHECK_OK(syscall(SYS_rt_sigprocmask, SIG_UNBLOCK, &set, &old, 8));
        else
            CHECK_OK(syscall(SYS_rt_sigprocmask, SIG_SETMASK, &none, &old, 8));
        CHECK_EQ(count, i);
        CHECK_EQ(old, set);
    }
    return passed();
}
