/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The vDSO's clock and the system call's go together, in threads and children
 * too (vdso(7)).
 */
#include "check.h"

static long between(struct timespec a, struct timespec b)
{
    return (b.tv_sec - a.tv_sec) * 1000000000 + b.tv_nsec - a.tv_nsec;
}

static void check_clock(void)
{
    struct timespec before, raw, after;

    for (int i = 0; i < 1000; i++) {
        clockid_t clock = i % 2 ? CLOCK_MONOTONIC : CLOCK_REALTIME;

        CHECK_OK(clock_gettime(clock, &before));
        CHECK_OK(syscall(SYS_clock_gettime, clock, &raw));
        CHECK_OK(clock_gettime(clock, &after));
        CHECK(between(before, raw) >= 0 && between(raw, after) >= 0);
    }
}

static void *thread(void *arg)
{
    check_clock();
    return arg;
}

int main(void)
{
    check_clock();
    join_thread(start_thread(thread, NULL));
    CHECK_EQ(child_status(check_clock), EXITED(0));
    return passed();
}
