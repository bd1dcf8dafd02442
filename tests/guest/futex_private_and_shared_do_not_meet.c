/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A private wake does not find a shared waiter on the same word, nor the other
 * way (futex(2)).
 */
#include "waiter.h"

int main(void)
{
    volatile uint32_t word = 0;
    struct waiter w[2] = { 0 };

    start_waiter(&w[0], &word, FUTEX_WAIT);
    CHECK_EQ(futex(&word, FUTEX_WAKE_PRIVATE, 100, NULL, NULL, 0), 0);
    start_waiter(&w[1], &word, FUTEX_WAIT_PRIVATE);
    CHECK_EQ(futex(&word, FUTEX_WAKE, 100, NULL, NULL, 0), 1);
    CHECK_EQ(join_waiter(&w[0]), 0);
    CHECK_EQ(futex(&word, FUTEX_WAKE, 100, NULL, NULL, 0), 0);
    CHECK_EQ(futex(&word, FUTEX_WAKE_PRIVATE, 100, NULL, NULL, 0), 1);
    CHECK_EQ(join_waiter(&w[1]), 0);
    return passed();
}
