/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Without MREMAP_MAYMOVE a mapping grows only where it is: ENOMEM if in the
 * way (mremap(2)).
 */
#include "check.h"

int main(void)
{
    char *p = map_anon(8 * PAGE, PROT_READ | PROT_WRITE);

    CHECK_OK(munmap(p + 2 * PAGE, 4 * PAGE));
    p[0] = 1;
    CHECK_EQ(mremap(p, 2 * PAGE, 6 * PAGE, 0), p);
    CHECK_EQ(p[5 * PAGE], 0);
    CHECK_EQ(p[0], 1);
    CHECK_ERR((long)mremap(p, 6 * PAGE, 7 * PAGE, 0), ENOMEM);
    CHECK_EQ(p[0], 1);
    return passed();
}
