/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A private wake looks at no memory: an unmapped word is nobody waiting, not a
 * fault (futex(2)).
 */
#include "waiter.h"

int main(void)
{
    uint32_t *gone = (uint32_t *)map_anon(PAGE, PROT_READ | PROT_WRITE);
    volatile uint32_t word = 0;

    CHECK_EQ(futex(gone, FUTEX_WAKE_PRIVATE, 1, NULL, NULL, 0), 0);
    CHECK_OK(munmap(gone, PAGE));
    CHECK_EQ(futex(gone, FUTEX_WAKE_PRIVATE, 1, NULL, NULL, 0), 0);
    CHECK_EQ(futex(gone, FUTEX_WAKE_BITSET_PRIVATE, 1, NULL, NULL, 1), 0);
    CHECK_EQ(futex(&word, FUTEX_WAKE_PRIVATE, 1000, NULL, NULL, 0), 0);
    CHECK_ERR(futex(gone, FUTEX_WAKE, 1, NULL, NULL, 0), EFAULT);
    return passed();
}
