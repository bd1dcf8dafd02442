/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * FUTEX_WAKE_BITSET wakes those whose bits meet its own; a plain wake meets
 * all (futex(2)).
 */
#include "waiter.h"

int main(void)
{
    volatile uint32_t word = 0;
    struct waiter w[4] = {
        { .bitset = 1 }, { .bitset = 2 }, { .bitset = 4 }, { .bitset = 6 }
    };

    for (int i = 0; i < 4; i++)
        start_waiter(&w[i], &word, FUTEX_WAIT_BITSET_PRIVATE);
    CHECK_EQ(futex(&word, FUTEX_WAKE_BITSET_PRIVATE, 100, NULL, NULL, 8), 0);
    CHECK_EQ(futex(&word, FUTEX_WAKE_BITSET_PRIVATE, 100, NULL, NULL, 4), 2);
    wait_until_done(w, 4, 2);
    CHECK(w[2].is_done && w[3].is_done);
    CHECK_EQ(futex(&word, FUTEX_WAKE_PRIVATE, 1, NULL, NULL, 0), 1);
    wait_until_done(w, 4, 3);
    CHECK_EQ(futex(&word, FUTEX_WAKE_BITSET_PRIVATE, 100, NULL, NULL, -1U), 1);
    for (int i = 0; i < 4; i++)
        CHECK_EQ(join_waiter(&w[i]), 0);
    return passed();
}
