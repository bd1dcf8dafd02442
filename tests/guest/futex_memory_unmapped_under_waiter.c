/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A private waiter whose memory is unmapped sleeps on, and a wake at that
 * address finds it.
 */
#include "waiter.h"

int main(void)
{
    volatile uint32_t *word = (uint32_t *)map_anon(PAGE, PROT_READ | PROT_WRITE);
    struct waiter w = { 0 };

    start_waiter(&w, word, FUTEX_WAIT_PRIVATE);
    CHECK_OK(munmap((void *)word, PAGE));
    sleep_ms(2);
    CHECK_EQ(w.is_done, 0);
    CHECK_EQ(futex(word, FUTEX_WAKE_PRIVATE, 1, NULL, NULL, 0), 1);
    CHECK_EQ(join_waiter(&w), 0);
    return passed();
}
