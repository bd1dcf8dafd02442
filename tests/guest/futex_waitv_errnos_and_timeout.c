/* SPDX-License-Identifier: GPL-2.0-or-later */
/* EAGAIN, ETIMEDOUT at an absolute time, EINTR, EINVAL, EFAULT of futex_waitv(2). */
#include "waiter.h"

#define WAITV(waits, count, flags, time, clock) \
    syscall(SYS_futex_waitv, waits, (long)(count), (long)(flags), time, (long)(clock))

static void handler(int sig, siginfo_t *info, void *context)
{
    (void)sig, (void)info, (void)context;
}

int main(void)
{
    static struct futex_waitv waits[129];
    volatile uint32_t words[2] = { 1, 2 };
    struct timespec until, past = { 0, 0 }, bad = { 0, -1 };
    int flags = FUTEX_32 | FUTEX_PRIVATE_FLAG;
    long start = now_ms();

    for (int i = 0; i < 129; i++)
        waits[i] = (struct futex_waitv){ i % 2 + 1, (uintptr_t)&words[i % 2], flags, 0 };
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_sec += until.tv_nsec >= 980000000;
    until.tv_nsec = (until.tv_nsec + 20000000) % 1000000000;
    CHECK_ERR(WAITV(waits, 128, 0, &until, CLOCK_MONOTONIC), ETIMEDOUT);
    CHECK(now_ms() - start >= 19);
    CHECK_ERR(WAITV(waits, 2, 0, &past, CLOCK_REALTIME), ETIMEDOUT);
    CHECK_ERR(WAITV(waits, 129, 0, NULL, 0), EINVAL);
    CHECK_ERR(WAITV(waits, 0, 0, NULL, 0), EINVAL);
    CHECK_ERR(WAITV(NULL, 1, 0, NULL, 0), EINVAL);
    CHECK_ERR(WAITV(8, 1, 0, NULL, 0), EFAULT);
    CHECK_ERR(WAITV(waits, 2, 1, NULL, 0), EINVAL);
    CHECK_ERR(WAITV(waits, 2, 0, &past, CLOCK_BOOTTIME), EINVAL);
    CHECK_ERR(WAITV(waits, 2, 0, &bad, CLOCK_MONOTONIC), EINVAL);
    CHECK_ERR(WAITV(waits, 2, 0, 8, CLOCK_MONOTONIC), EFAULT);
    words[1] = 7;
    CHECK_ERR(WAITV(waits, 2, 0, NULL, 0), EAGAIN);
    words[1] = 2;
    waits[1].flags = 0;
    CHECK_ERR(WAITV(waits, 2, 0, NULL, 0), EINVAL);
    waits[1].flags = flags;
    waits[1].__reserved = 1;
    CHECK_ERR(WAITV(waits, 2, 0, NULL, 0), EINVAL);
    waits[1].__reserved = 0;
    waits[1].uaddr = 8;
    CHECK_ERR(WAITV(waits, 2, 0, NULL, 0), EFAULT);
    set_handler(SIGALRM, handler, 0);
    alarm_every_us(3000);
    CHECK_ERR(WAITV(waits, 1, 0, NULL, 0), EINTR);
    alarm_every_us(0);
    return passed();
}
