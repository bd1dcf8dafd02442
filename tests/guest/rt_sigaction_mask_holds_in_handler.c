/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * In a handler the mask is the old one, sa_mask and the signal; afterwards it
 * is the old one.
 */
#include "check.h"

static unsigned long mask_now(void)
{
    unsigned long mask = 0;

    CHECK_OK(syscall(SYS_rt_sigprocmask, SIG_BLOCK, NULL, &mask, 8));
    return mask;
}

#define BIT(sig) (1UL << ((sig)-1))

static volatile int count, other_count;

static void handler(int sig, siginfo_t *info, void *context)
{
    (void)info, (void)context;
    CHECK_EQ(sig, SIGUSR1);
    CHECK_EQ(mask_now(),
             BIT(SIGUSR1) | BIT(SIGUSR2) | BIT(SIGTERM) | BIT(SIGSYS) | BIT(SIGHUP));
    CHECK_OK(raise(SIGUSR2));
    CHECK_EQ(other_count, count);
    count++;
}

static void other(int sig, siginfo_t *info, void *context)
{
    (void)info, (void)context;
    CHECK_EQ(mask_now(), BIT(SIGHUP) | BIT(sig));
    other_count++;
}

int main(void)
{
    struct sigaction act = { .sa_sigaction = handler, .sa_flags = SA_SIGINFO };
    sigset_t hup;

    sigaddset(&act.sa_mask, SIGUSR2);
    sigaddset(&act.sa_mask, SIGTERM);
    sigaddset(&act.sa_mask, SIGSYS);
    sigaddset(&act.sa_mask, SIGKILL);
    CHECK_OK(sigaction(SIGUSR1, &act, NULL));
    set_handler(SIGUSR2, other, 0);
    sigemptyset(&hup);
    sigaddset(&hup, SIGHUP);
    CHECK_EQ(sigprocmask(SIG_SETMASK, &hup, NULL), 0);
    for (int i = 1; i <= 20; i++) {
        CHECK_OK(raise(SIGUSR1));
        CHECK_EQ(count, i);
        CHECK_EQ(other_count, i);
        CHECK_EQ(mask_now(), BIT(SIGHUP));
    }
    return passed();
}
