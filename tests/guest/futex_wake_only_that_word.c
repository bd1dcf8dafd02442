/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Waiters on other words, even in the same line or of the same low bits, sleep
 * on (futex(2)).
 */
#include "waiter.h"

int main(void)
{
    char *p = map_anon(64 * PAGE, PROT_READ | PROT_WRITE);
    volatile uint32_t *words[6] = {
        (void *)p,          (void *)(p + 4),         (void *)(p + 64),
        (void *)(p + PAGE), (void *)(p + 16 * PAGE), (void *)(p + 63 * PAGE)
    };
    struct waiter w[6] = { 0 };

    for (int i = 0; i < 6; i++)
        start_waiter(&w[i], words[i], FUTEX_WAIT_PRIVATE);
    for (int i = 5; i >= 0; i--) {
        CHECK_EQ(futex(words[i], FUTEX_WAKE_PRIVATE, 100, NULL, NULL, 0), 1);
        CHECK_EQ(join_waiter(&w[i]), 0);
        wait_until_done(w, 6, 6 - i);
    }
    return passed();
}
