/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Unmapping the middle of a mapping leaves two, with their contents (munmap(2)). */
#include "check.h"

int main(void)
{
    char *p = map_anon(5 * PAGE, PROT_READ | PROT_WRITE);

    memset(p, 3, 5 * PAGE);
    CHECK_OK(munmap(p + 2 * PAGE, PAGE - 7)); /* the size is rounded up */
    CHECK_EQ(READ_STATUS(p + 2 * PAGE), KILLED(SIGSEGV));
    CHECK_EQ(READ_STATUS(p + 3 * PAGE - 1), KILLED(SIGSEGV));
    for (int i = 0; i < 2 * PAGE; i++)
        CHECK_EQ(p[i] + p[3 * PAGE + i], 6);
    return passed();
}
