/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A signal blocked outside and open inside ppoll ends it with EINTR; the mask
 * is restored.
 */
#include <poll.h>

#include "check.h"

static volatile int count;

static void handler(int sig, siginfo_t *info, void *context)
{
    (void)sig, (void)info, (void)context;
    count++;
}

int main(void)
{
    unsigned long all = -1UL, none = 0, now;
    struct timespec long_time = { 100, 0 };

    set_handler(SIGUSR1, handler, SA_RESTART);
    CHECK_OK(syscall(SYS_rt_sigprocmask, SIG_SETMASK, &all, NULL, 8));
    for (int i = 1; i <= 100; i++) {
        CHECK_OK(kill(getpid(), SIGUSR1));
        CHECK_EQ(count, i - 1);
        CHECK_ERR(syscall(SYS_ppoll, NULL, 0, i % 2 ? &long_time : NULL, &none, 8),
                  EINTR);
        CHECK_EQ(count, i);
        CHECK_OK(syscall(SYS_rt_sigprocmask, SIG_SETMASK, NULL, &now, 8));
        CHECK_EQ(now, ~(1UL << (SIGKILL - 1) | 1UL << (SIGSTOP - 1)));
    }
    return passed();
}
