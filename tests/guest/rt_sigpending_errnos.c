/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A size above 8 is EINVAL, a smaller one copies just that; a bad pointer is EFAULT. */
#include "check.h"

int main(void)
{
    unsigned long set = -1UL, all = -1UL;

    CHECK_OK(syscall(SYS_rt_sigprocmask, SIG_SETMASK, &all, NULL, 8));
    CHECK_OK(raise(SIGUSR1));
    CHECK_ERR(syscall(SYS_rt_sigpending, &set, 16), EINVAL);
    CHECK_ERR(syscall(SYS_rt_sigpending, 8, 8), EFAULT);
    CHECK_OK(syscall(SYS_rt_sigpending, &set, 4));
    CHECK_EQ(set, 0xffffffff00000000 | 1UL << (SIGUSR1 - 1));
    return passed();
}
