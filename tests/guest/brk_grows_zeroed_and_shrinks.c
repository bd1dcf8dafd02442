/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Memory gained by brk is zero, also after shrinking and growing again; what
 * is cut off is gone.
 */
#include "check.h"

static char *set_brk(char *at)
{
    return (char *)syscall(SYS_brk, at);
}

int main(void)
{
    char *start = set_brk(0);

    CHECK_EQ(set_brk(0), start);
    for (int round = 0; round < 5; round++) {
        CHECK_EQ(set_brk(start + 64 * PAGE), start + 64 * PAGE);
        for (int i = 0; i < 64 * PAGE; i++)
            CHECK_EQ(start[i], 0);
        memset(start, 0x5a, 64 * PAGE);
        CHECK_EQ(set_brk(start + 2 * PAGE), start + 2 * PAGE);
        CHECK_EQ(start[2 * PAGE - 1], 0x5a);
        CHECK_EQ(READ_STATUS((char *)(((uintptr_t)start + 3 * PAGE) & -PAGE)),
                 KILLED(SIGSEGV));
        CHECK_EQ(set_brk(start), start);
    }
    return passed();
}
