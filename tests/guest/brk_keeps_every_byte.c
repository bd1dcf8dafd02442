/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The break is kept to the byte, not to the page (brk(2)). */
#include "check.h"

int main(void)
{
    char *start = sbrk(0);

    for (int i = 1; i < 40; i++) {
        CHECK_EQ(syscall(SYS_brk, start + i * 997), start + i * 997);
        CHECK_EQ(syscall(SYS_brk, 0), start + i * 997);
        start[i * 997 - 1] = i;
    }
    for (int i = 1; i < 40; i++)
        CHECK_EQ(start[i * 997 - 1], i);
    return passed();
}
