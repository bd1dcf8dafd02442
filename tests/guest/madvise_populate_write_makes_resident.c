/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * MADV_POPULATE_WRITE faults pages in; read-only memory is EINVAL, a hole
 * ENOMEM (madvise(2)).
 */
#include "check.h"

int main(void)
{
    char *p = map_anon(16 * PAGE, PROT_READ | PROT_WRITE);
    unsigned char vec[16];

    CHECK_OK(madvise(p + 4 * PAGE, 4 * PAGE, MADV_POPULATE_WRITE));
    CHECK_OK(mincore(p, 16 * PAGE, vec));
    for (int i = 0; i < 16; i++)
        CHECK_EQ(vec[i] & 1, i >= 4 && i < 8);
    CHECK_OK(mprotect(p, PAGE, PROT_READ));
    CHECK_ERR(madvise(p, PAGE, MADV_POPULATE_WRITE), EINVAL);
    CHECK_OK(munmap(p, PAGE));
    CHECK_ERR(madvise(p, PAGE, MADV_POPULATE_READ), ENOMEM);
    return passed();
}
