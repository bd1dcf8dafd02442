/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A forked child inherits the break and moves its own (brk(2), fork(2)). */
#include "check.h"

static char *start;

static void child(void)
{
    CHECK_EQ(syscall(SYS_brk, 0), start + 8 * PAGE);
    CHECK_EQ(start[100], 5);
    start[100] = 6;
    CHECK_EQ(syscall(SYS_brk, start + 64 * PAGE), start + 64 * PAGE);
    memset(start, 1, 64 * PAGE);
}

int main(void)
{
    start = (char *)syscall(SYS_brk, 0);
    CHECK_EQ(syscall(SYS_brk, start + 8 * PAGE), start + 8 * PAGE);
    start[100] = 5;
    CHECK_EQ(child_status(child), EXITED(0));
    CHECK_EQ(syscall(SYS_brk, 0), start + 8 * PAGE);
    CHECK_EQ(start[100], 5);
    return passed();
}
