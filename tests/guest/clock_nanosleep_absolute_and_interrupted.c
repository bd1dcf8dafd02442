/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * TIMER_ABSTIME sleeps until then; an interrupted call fails with EINTR and
 * leaves `left` alone.
 */
#include "check.h"

static void handler(int sig, siginfo_t *info, void *context)
{
    (void)sig, (void)info, (void)context;
}

int main(void)
{
    struct timespec until, left = { 77, 77 };
    long start = now_ms();

    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_nsec += 30000000;
    if (until.tv_nsec >= 1000000000)
        until.tv_sec++, until.tv_nsec -= 1000000000;
    CHECK_EQ(clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &until, NULL), 0);
    CHECK(now_ms() - start >= 29);
    CHECK_EQ(clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &until, NULL), 0);
    until.tv_sec += 100;
    set_handler(SIGALRM, handler, SA_RESTART);
    alarm_every_us(5000);
    CHECK_EQ(clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &until, &left), EINTR);
    CHECK_EQ(left.tv_sec, 77);
    CHECK_EQ(clock_nanosleep(CLOCK_REALTIME, 0, &until, &left), EINTR);
    CHECK(left.tv_nsec >= 0 && left.tv_sec > 77);
    alarm_every_us(0);
    CHECK_EQ(clock_nanosleep(99, 0, &until, NULL), EINVAL);
    return passed();
}
