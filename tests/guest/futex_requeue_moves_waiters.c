/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * FUTEX_REQUEUE wakes some and moves some to another word; there they are
 * found (futex(2)).
 */
#include "waiter.h"

static volatile uint32_t from, to;

static void requeue(int private)
{
    struct waiter w[6] = { 0 };

    for (int i = 0; i < 6; i++)
        start_waiter(&w[i], &from, FUTEX_WAIT | private);
    CHECK_EQ(futex(&from, FUTEX_REQUEUE | private, 1, (void *)3, &to, 0), 4);
    wait_until_done(w, 6, 1);
    CHECK_EQ(futex(&to, FUTEX_WAKE | private, 100, NULL, NULL, 0), 3);
    wait_until_done(w, 6, 4);
    CHECK_EQ(futex(&to, FUTEX_WAKE | private, 100, NULL, NULL, 0), 0);
    CHECK_EQ(futex(&from, FUTEX_WAKE | private, 100, NULL, NULL, 0), 2);
    for (int i = 0; i < 6; i++)
        CHECK_EQ(join_waiter(&w[i]), 0);
}

int main(void)
{
    requeue(0);
    requeue(FUTEX_PRIVATE_FLAG);
    return passed();
}
