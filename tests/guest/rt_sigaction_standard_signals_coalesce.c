/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A standard signal sent often while blocked arrives once, with the first
 * one's data (signal(7)).
 */
#include "check.h"

static volatile int count, value;

static void handler(int sig, siginfo_t *info, void *context)
{
    (void)sig, (void)context;
    count++;
    value = info->si_int;
}

int main(void)
{
    sigset_t set;

    set_handler(SIGUSR1, handler, 0);
    sigemptyset(&set);
    sigaddset(&set, SIGUSR1);
    CHECK_EQ(sigprocmask(SIG_BLOCK, &set, NULL), 0);
    for (int i = 1; i <= 10; i++)
        CHECK_OK(sigqueue(getpid(), SIGUSR1, (union sigval){ i }));
    CHECK_EQ(sigprocmask(SIG_UNBLOCK, &set, NULL), 0);
    CHECK_EQ(count, 1);
    CHECK_EQ(value, 1);
    return passed();
}
