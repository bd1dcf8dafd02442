/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * FUTEX_WAKE wakes at most the number asked for and returns how many; 0 counts
 * as 1 (futex(2)).
 */
#include "waiter.h"

static volatile uint32_t word;

static void wake_in_steps(int private)
{
    struct waiter w[6] = { 0 };

    for (int i = 0; i < 6; i++)
        start_waiter(&w[i], &word, FUTEX_WAIT | private);
    CHECK_EQ(futex(&word, FUTEX_WAKE | private, 1, NULL, NULL, 0), 1);
    wait_until_done(w, 6, 1);
    CHECK_EQ(futex(&word, FUTEX_WAKE | private, 2, NULL, NULL, 0), 2);
    wait_until_done(w, 6, 3);
    CHECK_EQ(futex(&word, FUTEX_WAKE | private, 0, NULL, NULL, 0), 1);
    wait_until_done(w, 6, 4);
    CHECK_EQ(futex(&word, FUTEX_WAKE | private, 0x7fffffff, NULL, NULL, 0), 2);
    wait_until_done(w, 6, 6);
    CHECK_EQ(futex(&word, FUTEX_WAKE | private, 0x7fffffff, NULL, NULL, 0), 0);
    for (int i = 0; i < 6; i++)
        CHECK_EQ(join_waiter(&w[i]), 0);
}

int main(void)
{
    wake_in_steps(0);
    wake_in_steps(FUTEX_PRIVATE_FLAG);
    return passed();
}
