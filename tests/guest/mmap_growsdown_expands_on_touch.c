/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A MAP_GROWSDOWN mapping grows when the page below it is touched (mmap(2)). */
#include "check.h"

#define AREA (8L << 20)

int main(void)
{
    char *area = map_anon(AREA, PROT_NONE);
    char *top = area + AREA;

    CHECK_OK(munmap(area, AREA));
    CHECK_EQ(mmap(area, PAGE, PROT_READ | PROT_WRITE,
                  MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0),
             area);
    CHECK_EQ(mmap(top - 2 * PAGE, 2 * PAGE, PROT_READ | PROT_WRITE,
                  MAP_PRIVATE | MAP_ANONYMOUS | MAP_GROWSDOWN | MAP_FIXED, -1, 0),
             top - 2 * PAGE);
    for (volatile char *p = top - 1; p > top - 64 * PAGE; p -= PAGE / 2)
        *p = 1;
    CHECK_EQ(top[-40 * PAGE - 1], 1);
    CHECK_EQ(READ_STATUS(area + 10 * PAGE), KILLED(SIGSEGV)); /* in the guard gap */
    return passed();
}
