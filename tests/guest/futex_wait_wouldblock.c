/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A wait on a word that has another value is EAGAIN at once, timeout or not
 * (futex(2)).
 */
#include "waiter.h"

int main(void)
{
    int ops[] = { FUTEX_WAIT, FUTEX_WAIT_PRIVATE, FUTEX_WAIT_BITSET,
                  FUTEX_WAIT_BITSET_PRIVATE };
    struct timespec far = { 1L << 40, 0 };
    volatile uint32_t word = 5;

    for (int i = 0; i < 400; i++) {
        CHECK_ERR(futex(&word, ops[i % 4], 6, NULL, NULL, 1), EAGAIN);
        CHECK_ERR(futex(&word, ops[i % 4], 4, &far, NULL, -1U), EAGAIN);
        CHECK_ERR(futex(&word, ops[i % 4], 0x80000005, NULL, NULL, -1U), EAGAIN);
    }
    return passed();
}
