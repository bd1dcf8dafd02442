/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A bad `how`, size or pointer has its errno; `how` is not looked at without a set. */
#include "check.h"

#define MASK(how, set, old, size) syscall(SYS_rt_sigprocmask, how, set, old, (long)(size))

int main(void)
{
    unsigned long set = 1UL << (SIGUSR1 - 1), old = 0;

    CHECK_ERR(MASK(3, &set, &old, 8), EINVAL);
    CHECK_ERR(MASK(-1, &set, &old, 8), EINVAL);
    CHECK_OK(MASK(99, NULL, &old, 8));
    CHECK_ERR(MASK(SIG_BLOCK, &set, &old, 4), EINVAL);
    CHECK_ERR(MASK(SIG_BLOCK, &set, &old, 128), EINVAL);
    CHECK_ERR(MASK(SIG_BLOCK, 8, &old, 8), EFAULT);
    CHECK_OK(MASK(SIG_BLOCK, NULL, &old, 8));
    CHECK_EQ(old, 0);
    CHECK_ERR(MASK(SIG_BLOCK, &set, 8, 8), EFAULT); /* the mask is changed all the same */
    CHECK_OK(MASK(SIG_BLOCK, NULL, &old, 8));
    CHECK_EQ(old, set);
    return passed();
}
