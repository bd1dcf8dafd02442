/* SPDX-License-Identifier: GPL-2.0-or-later */
/* MREMAP_FIXED moves to the address given and unmaps what was there (mremap(2)). */
#include "check.h"

int main(void)
{
    char *p = map_anon(2 * PAGE, PROT_READ | PROT_WRITE);
    char *q = map_anon(6 * PAGE, PROT_READ | PROT_WRITE), want[] = { 2, 1, 1, 0, 2, 2 };

    memset(p, 1, 2 * PAGE);
    memset(q, 2, 6 * PAGE);
    CHECK_EQ(mremap(p, 2 * PAGE, 3 * PAGE, MREMAP_MAYMOVE | MREMAP_FIXED, q + PAGE),
             q + PAGE);
    for (int i = 0; i < 6; i++)
        CHECK_EQ(q[i * PAGE], want[i]);
    CHECK_EQ(READ_STATUS(p), KILLED(SIGSEGV));
    return passed();
}
