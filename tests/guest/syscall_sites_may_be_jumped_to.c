/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Code may jump to a syscall instruction, or just behind it, past what is
 * written before it.
 */
#include "check.h"

/* entry 0: all of it; entry 1: straight to the syscall; entry 2: just behind it. */
long enter(long nr, long entry, long rax);
asm(".text\nenter:\n"
    "mov %rdx, %rax\n"
    "cmp $1, %rsi\nje 1f\nja 2f\n"
    "mov $110, %eax\n" /* getppid */
    "1: syscall\n"
    "2: lea 1(%rax), %rax\n"
    "ret\n");

/* The same with a short instruction before and a branch after it. */
long enter_short(long nr, long entry, long rax);
asm(".text\nenter_short:\n"
    "mov %rdx, %rax\n"
    "cmp $1, %rsi\nje 1f\nja 2f\n"
    "push $110\npop %rax\n"
    "1: syscall\n"
    "2: jmp 3f\nud2\n3: inc %rax\nret\n");

int main(void)
{
    long parent = getppid(), pid = getpid();

    for (int i = 0; i < 300; i++) {
        CHECK_EQ(enter(0, 0, 0), parent + 1);
        CHECK_EQ(enter(0, 1, SYS_getpid), pid + 1);
        CHECK_EQ(enter(0, 2, i), i + 1);
        CHECK_EQ(enter_short(0, 0, 0), parent + 1);
        CHECK_EQ(enter_short(0, 1, SYS_getpid), pid + 1);
        CHECK_EQ(enter_short(0, 2, i), i + 1);
    }
    return passed();
}
