/* SPDX-License-Identifier: GPL-2.0-or-later */
/* MADV_DONTNEED drops private anonymous pages at once: they read zero (madvise(2)). */
#include "check.h"

int main(void)
{
    char *p = map_anon(4 * PAGE, PROT_READ | PROT_WRITE);

    for (int round = 0; round < 20; round++) {
        memset(p, 1, 4 * PAGE);
        CHECK_OK(madvise(p + PAGE, 2 * PAGE - 5, MADV_DONTNEED));
        for (int i = 0; i < 4 * PAGE; i++)
            CHECK_EQ(p[i], i < PAGE || i >= 3 * PAGE);
    }
    return passed();
}
