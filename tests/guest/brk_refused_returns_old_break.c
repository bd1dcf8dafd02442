/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The system call answers a request it cannot grant with the current break
 * (brk(2), NOTES).
 */
#include "check.h"

int main(void)
{
    long start = syscall(SYS_brk, 0);

    CHECK_EQ(syscall(SYS_brk, 1), start);
    CHECK_EQ(syscall(SYS_brk, PAGE), start);
    CHECK_EQ(syscall(SYS_brk, 0x7ffffffff000), start);
    CHECK_EQ(syscall(SYS_brk, -1L), start);
    CHECK_EQ(syscall(SYS_brk, start + (1L << 46)), start);
    CHECK_EQ(syscall(SYS_brk, 0), start);
    CHECK_EQ(brk((void *)0x7ffffffff000), -1);
    CHECK_EQ(errno, ENOMEM);
    return passed();
}
