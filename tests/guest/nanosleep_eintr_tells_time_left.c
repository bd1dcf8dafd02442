/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * An interrupted nanosleep fails with EINTR, SA_RESTART or not, and tells the
 * time left.
 */
#include "check.h"

static void handler(int sig, siginfo_t *info, void *context)
{
    (void)sig, (void)info, (void)context;
}

static void interrupted(int flags)
{
    struct timespec time = { 100, 500 }, left = { -1, -1 };

    set_handler(SIGALRM, handler, flags);
    alarm_every_us(10000);
    CHECK_ERR(nanosleep(&time, &left), EINTR);
    CHECK(left.tv_sec > 0 && left.tv_sec < 100 && left.tv_nsec >= 0);
    CHECK_ERR(clock_nanosleep(CLOCK_MONOTONIC, 0, &time, NULL) ? (errno = EINTR, -1) : 0,
              EINTR);
    alarm_every_us(0);
}

int main(void)
{
    struct timespec bad = { 0, 1000000000 }, negative = { -1, 0 };

    interrupted(0);
    interrupted(SA_RESTART);
    CHECK_ERR(nanosleep(&bad, NULL), EINVAL);
    CHECK_ERR(nanosleep(&negative, NULL), EINVAL);
    CHECK_ERR(syscall(SYS_nanosleep, 8, NULL), EFAULT);
    return passed();
}
