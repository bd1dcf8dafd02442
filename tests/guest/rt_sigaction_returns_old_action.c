/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The old action comes back as it was set, without SIGKILL, SIGSTOP and unknown flags. */
#include "check.h"

struct kernel_act {
    void *handler;
    unsigned long flags;
    void *restorer;
    unsigned long mask;
};

int main(void)
{
    unsigned long unblockable = 1UL << (SIGKILL - 1) | 1UL << (SIGSTOP - 1);
    unsigned long known = SA_SIGINFO | SA_RESTART | SA_NODEFER | SA_ONSTACK | 0x04000000;
    struct kernel_act act = { (void *)0x123456, known | 0x400 | 0x10000, (void *)0x654321,
                              -1UL },
                      old;

    for (int sig = 1; sig <= 64; sig++) {
        if (sig == SIGKILL || sig == SIGSTOP)
            continue;
        act.handler = (void *)(0x1000L + sig);
        CHECK_OK(syscall(SYS_rt_sigaction, sig, &act, NULL, 8));
    }
    for (int sig = 1; sig <= 64; sig++) {
        if (sig == SIGKILL || sig == SIGSTOP)
            continue;
        CHECK_OK(syscall(SYS_rt_sigaction, sig, NULL, &old, 8));
        CHECK_EQ(old.handler, 0x1000L + sig);
        CHECK_EQ(old.flags, known);
        CHECK_EQ(old.restorer, 0x654321);
        CHECK_EQ(old.mask, ~unblockable);
    }
    return passed();
}
