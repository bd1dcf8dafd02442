/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Waiters of equal priority are woken in the order in which they came. */
#include "waiter.h"

int main(void)
{
    volatile uint32_t word = 0;
    struct waiter w[8] = { 0 };

    for (int i = 0; i < 8; i++)
        start_waiter(&w[i], &word, FUTEX_WAIT_PRIVATE);
    for (int i = 0; i < 8; i++) {
        CHECK_EQ(futex(&word, FUTEX_WAKE_PRIVATE, 1, NULL, NULL, 0), 1);
        CHECK_EQ(join_waiter(&w[i]), 0);
        CHECK_EQ(count_done(w, 8), i + 1);
    }
    return passed();
}
