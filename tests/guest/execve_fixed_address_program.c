/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A program linked to 0x400000 is there, and its heap begins behind it. */
/* build: no-pie */
#include "check.h"

extern char end[];
static char bss[100000];

int main(void)
{
    char *heap = sbrk(0);

    CHECK((uintptr_t)main >= 0x400000 && (uintptr_t)main < 0x500000);
    for (unsigned i = 0; i < sizeof bss; i++)
        CHECK_EQ(bss[i], 0);
    CHECK(heap >= end && heap < end + (1L << 36));
    CHECK_EQ(sbrk(100000), heap);
    memset(heap, 1, 100000);
    return passed();
}
