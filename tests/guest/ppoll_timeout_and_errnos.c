/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The raw call writes the time left back; bad time, size and pointers have
 * errnos (ppoll(2)).
 */
#include <poll.h>

#include "check.h"

#define PPOLL(fds, n, time, mask, size) \
    syscall(SYS_ppoll, fds, (long)(n), time, mask, (long)(size))

static void handler(int sig, siginfo_t *info, void *context)
{
    (void)sig, (void)info, (void)context;
}

int main(void)
{
    struct timespec time = { 0, 20000000 }, bad = { 0, -1 }, negative = { -5, 0 };
    unsigned long mask = 0;
    long start = now_ms();

    CHECK_EQ(PPOLL(NULL, 0, &time, NULL, 8), 0);
    CHECK(now_ms() - start >= 19);
    CHECK_EQ(time.tv_sec | time.tv_nsec, 0);
    CHECK_ERR(PPOLL(NULL, 0, &bad, NULL, 8), EINVAL);
    CHECK_ERR(PPOLL(NULL, 0, &negative, NULL, 8), EINVAL);
    CHECK_ERR(PPOLL(NULL, 0, &time, &mask, 4), EINVAL);
    CHECK_ERR(PPOLL(NULL, 0, &time, 8, 8), EFAULT);
    CHECK_ERR(PPOLL(NULL, 0, 8, NULL, 8), EFAULT);
    CHECK_ERR(PPOLL(8, 1, &time, NULL, 8), EFAULT);
    CHECK_ERR(PPOLL(NULL, 1 << 30, &time, NULL, 8), EINVAL);
    set_handler(SIGALRM, handler, 0);
    alarm_every_us(20000);
    time = (struct timespec){ 100, 0 };
    CHECK_ERR(PPOLL(NULL, 0, &time, NULL, 8), EINTR);
    alarm_every_us(0);
    CHECK(time.tv_sec < 100 && time.tv_sec > 0);
    return passed();
}
