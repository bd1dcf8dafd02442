/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * FUTEX_CMP_REQUEUE checks the word, and counts the woken and the moved
 * together (futex(2)).
 */
#include "waiter.h"

int main(void)
{
    volatile uint32_t from = 8, to = 9;
    struct waiter w[5] = { 0 };

    for (int i = 0; i < 5; i++)
        start_waiter(&w[i], &from, FUTEX_WAIT_PRIVATE);
    CHECK_ERR(futex(&from, FUTEX_CMP_REQUEUE_PRIVATE, 1, (void *)100, &to, 9), EAGAIN);
    wait_until_done(w, 5, 0);
    CHECK_EQ(futex(&from, FUTEX_CMP_REQUEUE_PRIVATE, 0, (void *)2, &to, 8), 2);
    wait_until_done(w, 5, 0);
    CHECK_EQ(futex(&from, FUTEX_CMP_REQUEUE_PRIVATE, 1, (void *)0x7fffffff, &to, 8), 3);
    wait_until_done(w, 5, 1);
    CHECK_EQ(futex(&to, FUTEX_WAKE_PRIVATE, 100, NULL, NULL, 0), 4);
    for (int i = 0; i < 5; i++)
        CHECK_EQ(join_waiter(&w[i]), 0);
    return passed();
}
