/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * With MREMAP_MAYMOVE a mapping moves if it must; contents come along, the old
 * place is gone.
 */
#include "check.h"

int main(void)
{
    char *p = map_anon(4 * PAGE, PROT_READ | PROT_WRITE), *q;

    for (int i = 0; i < 4; i++)
        p[i * PAGE] = i + 1;
    q = mremap(p, 2 * PAGE, 64 * PAGE, MREMAP_MAYMOVE);
    CHECK(q != MAP_FAILED && q != p);
    CHECK_EQ(q[0], 1);
    CHECK_EQ(q[PAGE], 2);
    CHECK_EQ(q[2 * PAGE], 0);
    CHECK_EQ(q[63 * PAGE], 0);
    CHECK_EQ(READ_STATUS(p), KILLED(SIGSEGV));
    CHECK_EQ(p[2 * PAGE], 3);
    return passed();
}
