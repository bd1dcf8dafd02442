/* SPDX-License-Identifier: GPL-2.0-or-later */
/* FUTEX_WAIT's timeout is relative and never early; ETIMEDOUT (futex(2)). */
#include "waiter.h"

int main(void)
{
    int ops[] = { FUTEX_WAIT, FUTEX_WAIT_PRIVATE };
    volatile uint32_t word = 0;

    for (int i = 0; i < 6; i++) {
        struct timespec time = { 0, 1000000L * 5 * i };
        struct timespec start, end;
        long elapsed;

        clock_gettime(CLOCK_MONOTONIC, &start);
        CHECK_ERR(futex(&word, ops[i % 2], 0, &time, NULL, 0), ETIMEDOUT);
        clock_gettime(CLOCK_MONOTONIC, &end);
        elapsed = (end.tv_sec - start.tv_sec) * 1000000000 + end.tv_nsec - start.tv_nsec;
        CHECK(elapsed >= 5000000L * i);
        CHECK_EQ(time.tv_nsec, 5000000L * i);
    }
    return passed();
}
