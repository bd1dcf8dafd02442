/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Fresh anonymous memory reads as zero, also where old contents were unmapped
 * (mmap(2)).
 */
#include "check.h"

int main(void)
{
    for (int round = 0; round < 50; round++) {
        size_t size = (1 + round % 7) * PAGE;
        char *p = map_anon(size, PROT_READ | PROT_WRITE);

        for (size_t i = 0; i < size; i++)
            CHECK_EQ(p[i], 0);
        memset(p, 0xa5, size);
        CHECK_OK(munmap(p, size));
    }
    return passed();
}
