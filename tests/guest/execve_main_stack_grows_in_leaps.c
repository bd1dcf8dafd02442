/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The main stack grows even if its far end is touched first, up to the limit
 * (mmap(2)).
 */
#include "check.h"

static __attribute__((noinline)) long leap(void)
{
    volatile char big[6 << 20];

    big[0] = 1; /* six megabytes below */
    big[sizeof big - 1] = 2;
    big[3 << 20] = 3;
    return big[0] + big[sizeof big - 1] + big[3 << 20];
}

int main(void)
{
    CHECK_EQ(leap(), 6);
    CHECK_EQ(leap(), 6);
    return passed();
}
