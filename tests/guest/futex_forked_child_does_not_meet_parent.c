/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The same private address in parent and child is two futexes (futex(2), fork(2)). */
#include "waiter.h"

static volatile uint32_t word;

static void child(void)
{
    struct waiter w = { 0 };

    CHECK_EQ(futex(&word, FUTEX_WAKE_PRIVATE, 100, NULL, NULL, 0), 0);
    CHECK_EQ(futex(&word, FUTEX_WAKE, 100, NULL, NULL, 0), 0);
    start_waiter(&w, &word, FUTEX_WAIT_PRIVATE);
    CHECK_EQ(futex(&word, FUTEX_WAKE_PRIVATE, 100, NULL, NULL, 0), 1);
    CHECK_EQ(join_waiter(&w), 0);
}

int main(void)
{
    struct waiter w[2] = { 0 };

    start_waiter(&w[0], &word, FUTEX_WAIT_PRIVATE);
    start_waiter(&w[1], &word, FUTEX_WAIT);
    CHECK_EQ(child_status(child), EXITED(0));
    CHECK_EQ(count_done(w, 2), 0);
    CHECK_EQ(futex(&word, FUTEX_WAKE_PRIVATE, 100, NULL, NULL, 0), 1);
    CHECK_EQ(futex(&word, FUTEX_WAKE, 100, NULL, NULL, 0), 1);
    CHECK_EQ(join_waiter(&w[0]) + join_waiter(&w[1]), 0);
    return passed();
}
