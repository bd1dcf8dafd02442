/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * FUTEX_WAIT_BITSET's timeout is a moment of CLOCK_MONOTONIC or CLOCK_REALTIME
 * (futex(2)).
 */
#include "waiter.h"

static void wait_until(int op, clockid_t clock, long ms)
{
    volatile uint32_t word = 3;
    struct timespec until, now;

    clock_gettime(clock, &until);
    until.tv_nsec += ms * 1000000;
    until.tv_sec += until.tv_nsec / 1000000000;
    until.tv_nsec %= 1000000000;
    CHECK_ERR(futex(&word, op, 3, &until, NULL, -1U), ETIMEDOUT);
    clock_gettime(clock, &now);
    CHECK(now.tv_sec > until.tv_sec ||
          (now.tv_sec == until.tv_sec && now.tv_nsec >= until.tv_nsec));
}

int main(void)
{
    struct timespec past = { 0, 0 };
    volatile uint32_t word = 3;

    for (int private = 0; private <= FUTEX_PRIVATE_FLAG; private += FUTEX_PRIVATE_FLAG) {
        int op = FUTEX_WAIT_BITSET | private;

        wait_until(op, CLOCK_MONOTONIC, 20);
        wait_until(op | FUTEX_CLOCK_REALTIME, CLOCK_REALTIME, 20);
        CHECK_ERR(futex(&word, op, 3, &past, NULL, -1U), ETIMEDOUT);
        CHECK_ERR(futex(&word, op | FUTEX_CLOCK_REALTIME, 3, &past, NULL, -1U),
                  ETIMEDOUT);
        CHECK_ERR(futex(&word, op, 4, &past, NULL, -1U),
                  EAGAIN); /* the value comes first */
    }
    return passed();
}
