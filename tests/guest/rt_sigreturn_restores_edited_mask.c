/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The mask in the context is the mask after the handler; the handler may edit
 * it (sigreturn(2)).
 */
#include <ucontext.h>

#include "check.h"

static void handler(int sig, siginfo_t *info, void *context)
{
    sigset_t *mask = &((ucontext_t *)context)->uc_sigmask;

    (void)info;
    CHECK_EQ(sig, SIGUSR1);
    CHECK_EQ(sigismember(mask, SIGTERM), 1);
    CHECK_EQ(sigismember(mask, SIGUSR1), 0);
    *(unsigned long *)mask = -1UL;
    sigdelset(mask, SIGTERM);
}

int main(void)
{
    unsigned long mask = 1UL << (SIGTERM - 1);

    set_handler(SIGUSR1, handler, 0);
    CHECK_OK(syscall(SYS_rt_sigprocmask, SIG_SETMASK, &mask, NULL, 8));
    CHECK_OK(raise(SIGUSR1));
    CHECK_OK(syscall(SYS_rt_sigprocmask, SIG_SETMASK, NULL, &mask, 8));
    CHECK_EQ(mask, ~(1UL << (SIGTERM - 1) | 1UL << (SIGKILL - 1) | 1UL << (SIGSTOP - 1)));
    return passed();
}
