/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * MAP_FIXED over the end of one mapping and the start of the next replaces
 * just that (mmap(2)).
 */
#include "check.h"

int main(void)
{
    char *p = map_anon(6 * PAGE, PROT_READ | PROT_WRITE);
    char *middle = p + 2 * PAGE;

    CHECK_OK(mprotect(p + 3 * PAGE, 3 * PAGE, PROT_READ));
    CHECK_OK(mprotect(p + 3 * PAGE, 3 * PAGE, PROT_READ | PROT_WRITE | PROT_EXEC));
    memset(p, 7, 6 * PAGE);
    CHECK_EQ(mmap(middle, 2 * PAGE, PROT_READ | PROT_WRITE,
                  MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0),
             middle);
    for (long i = 0; i < 6 * PAGE; i++)
        CHECK_EQ(p[i], i >= 2 * PAGE && i < 4 * PAGE ? 0 : 7);
    return passed();
}
