/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * sigsuspend sets its mask, runs the handler, fails with EINTR, and the old
 * mask is back.
 */
#include <ucontext.h>

#include "check.h"

static volatile int count;

static unsigned long mask_now(void)
{
    unsigned long mask = 0;

    CHECK_OK(syscall(SYS_rt_sigprocmask, SIG_BLOCK, NULL, &mask, 8));
    return mask;
}

#define BIT(sig) (1UL << ((sig)-1))

static void handler(int sig, siginfo_t *info, void *context)
{
    (void)info;
    CHECK_EQ(sig, SIGALRM);
    CHECK_EQ(mask_now(), BIT(SIGUSR2) | BIT(SIGALRM));
    CHECK_EQ(*(unsigned long *)&((ucontext_t *)context)->uc_sigmask,
             BIT(SIGALRM) | BIT(SIGUSR1));
    count++;
}

int main(void)
{
    unsigned long before = BIT(SIGALRM) | BIT(SIGUSR1), during = BIT(SIGUSR2);

    set_handler(SIGALRM, handler, SA_RESTART);
    CHECK_OK(syscall(SYS_rt_sigprocmask, SIG_SETMASK, &before, NULL, 8));
    for (int i = 1; i <= 20; i++) {
        alarm_every_us(i * 200);
        CHECK_ERR(syscall(SYS_rt_sigsuspend, &during, 8), EINTR);
        CHECK_EQ(count, i);
        CHECK_EQ(mask_now(), before);
    }
    return passed();
}
