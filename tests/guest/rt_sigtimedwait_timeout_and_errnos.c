/* SPDX-License-Identifier: GPL-2.0-or-later */
/* EAGAIN when the time is up, EINVAL and EFAULT for bad arguments (sigtimedwait(2)). */
#include "check.h"

#define WAIT(set, info, time, size) \
    syscall(SYS_rt_sigtimedwait, set, info, time, (long)(size))

int main(void)
{
    unsigned long set = 1UL << (SIGUSR1 - 1);
    struct timespec some = { 0, 30000000 }, bad = { 0, 1000000000 }, negative = { -1, 0 },
                    zero = { 0, 0 };
    long start;

    CHECK_OK(syscall(SYS_rt_sigprocmask, SIG_BLOCK, &set, NULL, 8));
    start = now_ms();
    CHECK_ERR(WAIT(&set, NULL, &some, 8), EAGAIN);
    CHECK(now_ms() - start >= 29);
    CHECK_ERR(WAIT(&set, NULL, &bad, 8), EINVAL);
    CHECK_ERR(WAIT(&set, NULL, &negative, 8), EINVAL);
    CHECK_ERR(WAIT(&set, NULL, &zero, 16), EINVAL);
    CHECK_ERR(WAIT(8, NULL, &zero, 8), EFAULT);
    CHECK_ERR(WAIT(&set, NULL, 8, 8), EFAULT);
    CHECK_OK(raise(SIGUSR1));
    CHECK_ERR(WAIT(&set, 8, &zero, 8), EFAULT); /* the signal is gone */
    CHECK_ERR(WAIT(&set, NULL, &zero, 8), EAGAIN);
    return passed();
}
