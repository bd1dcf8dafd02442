/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Shrinking unmaps the tail and keeps the address (mremap(2)). */
#include "check.h"

int main(void)
{
    char *p = map_anon(4 * PAGE, PROT_READ | PROT_WRITE);

    memset(p, 5, 4 * PAGE);
    CHECK_EQ(mremap(p, 4 * PAGE, 2 * PAGE, 0), p);
    CHECK_EQ(p[2 * PAGE - 1], 5);
    CHECK_EQ(READ_STATUS(p + 2 * PAGE), KILLED(SIGSEGV));
    CHECK_EQ(mremap(p, 2 * PAGE, 4 * PAGE, 0), p);
    CHECK_EQ(p[2 * PAGE], 0);
    return passed();
}
