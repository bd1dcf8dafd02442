/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A signal pending and unblocked by sigsuspend's mask ends it at once (sigsuspend(2)). */
#include "check.h"

static volatile int count;

static void handler(int sig, siginfo_t *info, void *context)
{
    (void)sig, (void)info, (void)context;
    count++;
}

int main(void)
{
    unsigned long all = -1UL, none = 0, seen;

    set_handler(SIGUSR1, handler, 0);
    set_handler(SIGSYS, handler, 0);
    CHECK_OK(syscall(SYS_rt_sigprocmask, SIG_SETMASK, &all, NULL, 8));
    for (int i = 1; i <= 100; i++) {
        CHECK_OK(kill(getpid(), i % 2 ? SIGUSR1 : SIGSYS));
        CHECK_EQ(count, i - 1);
        CHECK_ERR(syscall(SYS_rt_sigsuspend, &none, 8), EINTR);
        CHECK_EQ(count, i);
        CHECK_OK(syscall(SYS_rt_sigprocmask, SIG_SETMASK, NULL, &seen, 8));
        CHECK_EQ(seen, ~(1UL << (SIGKILL - 1) | 1UL << (SIGSTOP - 1)));
    }
    CHECK_ERR(syscall(SYS_rt_sigsuspend, &none, 4), EINVAL);
    CHECK_ERR(syscall(SYS_rt_sigsuspend, 8, 8), EFAULT);
    return passed();
}
