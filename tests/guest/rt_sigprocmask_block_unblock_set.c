/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The three ways to change the mask; SIGKILL and SIGSTOP stay out, all others
 * come back.
 */
#include "check.h"

static unsigned long change(int how, unsigned long set)
{
    unsigned long old = 0;

    CHECK_OK(syscall(SYS_rt_sigprocmask, how, &set, &old, 8));
    return old;
}

int main(void)
{
    unsigned long unblockable = 1UL << (SIGKILL - 1) | 1UL << (SIGSTOP - 1);

    CHECK_EQ(change(SIG_SETMASK, -1UL), 0);
    CHECK_EQ(change(SIG_BLOCK, 0), ~unblockable);
    CHECK_EQ(change(SIG_SETMASK, 0xf0), ~unblockable);
    CHECK_EQ(change(SIG_BLOCK, 0x0f), 0xf0);
    CHECK_EQ(change(SIG_UNBLOCK, 0x3c), 0xff);
    CHECK_EQ(change(SIG_UNBLOCK, 0), 0xc3);
    CHECK_EQ(change(SIG_SETMASK, 1UL << (SIGSYS - 1)), 0xc3);
    CHECK_EQ(change(SIG_BLOCK, 1UL << 63), 1UL << (SIGSYS - 1));
    CHECK_EQ(change(SIG_SETMASK, 0), 1UL << (SIGSYS - 1) | 1UL << 63);
    for (int sig = 1; sig <= 64; sig++) {
        unsigned long bit = 1UL << (sig - 1) & ~unblockable;
        change(SIG_SETMASK, 1UL << (sig - 1));
        CHECK_EQ(change(SIG_SETMASK, 0), bit);
    }
    return passed();
}
