/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Code generated at run time, with a system call in it, runs, and its
 * rewritten form runs (JIT).
 */
#include "check.h"

static long make_code(unsigned char *at, int nr)
{
    unsigned char code[] = {
        0xb8, nr, nr >> 8, 0, 0, 0x0f, 0x05, 0xc3
    }; /* mov; syscall; ret */

    memcpy(at, code, sizeof code);
    return ((long (*)(void))at)();
}

int main(void)
{
    unsigned char *p = (void *)map_anon(PAGE, PROT_READ | PROT_WRITE | PROT_EXEC);
    unsigned char plain[] = { 0xb8, 42, 0, 0, 0, 0x90, 0x90, 0xc3 };

    for (int i = 0; i < 200; i++) {
        CHECK_EQ(make_code(p, SYS_getpid), getpid());
        CHECK_EQ(make_code(p, SYS_getppid), getppid());
    }
    for (int i = 0; i < 200; i++)
        CHECK_EQ(((long (*)(void))p)(), getppid());
    memcpy(p, plain, sizeof plain);
    CHECK_EQ(((long (*)(void))p)(), 42);
    CHECK_EQ(make_code(p + 1, SYS_getpid), getpid());
    return passed();
}
