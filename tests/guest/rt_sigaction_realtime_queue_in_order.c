/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Real-time signals queue, with values, in order; lower numbers come first
 * (signal(7)).
 */
#include "check.h"

static volatile int seen[64], count;

static void handler(int sig, siginfo_t *info, void *context)
{
    (void)context;
    seen[count++] = (sig - SIGRTMIN) * 100 + info->si_int;
}

int main(void)
{
    struct sigaction act = { .sa_sigaction = handler, .sa_flags = SA_SIGINFO };
    sigset_t all, old;

    sigfillset(&act.sa_mask);
    sigfillset(&all);
    for (int i = 0; i < 3; i++)
        CHECK_OK(sigaction(SIGRTMIN + i, &act, NULL));
    CHECK_EQ(sigprocmask(SIG_SETMASK, &all, &old), 0);
    for (int value = 0; value < 10; value++)
        for (int i = 2; i >= 0; i--)
            CHECK_OK(sigqueue(getpid(), SIGRTMIN + i, (union sigval){ value }));
    CHECK_EQ(count, 0);
    CHECK_EQ(sigprocmask(SIG_SETMASK, &old, NULL), 0);
    CHECK_EQ(count, 30);
    for (int i = 0; i < 30; i++)
        CHECK_EQ(seen[i], i / 10 * 100 + i % 10);
    return passed();
}
