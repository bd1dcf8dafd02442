/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A program starts with zeroed registers, default FPU state and an aligned
 * stack (x86-64 ABI).
 */
/* build: static nostart */
#include <sys/syscall.h>

static long kept[16] __asm__("kept") __attribute__((used));
static unsigned control_words[2] __asm__("control_words") __attribute__((used));
static unsigned char vectors[16][16] __asm__("vectors") __attribute__((used));

asm(".globl _start\n_start:\n"
    "mov %rax, kept(%rip)\nmov %rbx, kept+8(%rip)\nmov %rcx, kept+16(%rip)\n"
    "mov %rdx, kept+24(%rip)\nmov %rsi, kept+32(%rip)\nmov %rdi, kept+40(%rip)\n"
    "mov %rbp, kept+48(%rip)\nmov %r8, kept+56(%rip)\nmov %r9, kept+64(%rip)\n"
    "mov %r10, kept+72(%rip)\nmov %r11, kept+80(%rip)\nmov %r12, kept+88(%rip)\n"
    "mov %r13, kept+96(%rip)\nmov %r14, kept+104(%rip)\nmov %r15, kept+112(%rip)\n"
    "stmxcsr control_words(%rip)\nfnstcw control_words+4(%rip)\n"
    ".irp i,0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15\nmovdqu %xmm\\i, vectors+16*\\i(%rip)\n.endr\n"
    "pushfq\npop kept+120(%rip)\n"
    "mov %rsp, %rdi\ncall check_all\nud2\n");

static long raw(long nr, long a, long b, long c)
{
    asm volatile("syscall" : "+a"(nr) : "D"(a), "S"(b), "d"(c) : "rcx", "r11", "memory");
    return nr;
}

static void fail_if(int wrong, const char *what, long size)
{
    if (!wrong)
        return;
    raw(SYS_write, 2, (long)what, size);
    raw(SYS_exit_group, 1, 0, 0);
}

__attribute__((used)) void check_all(unsigned long sp)
{
    for (int i = 0; i < 15; i++)
        fail_if(kept[i] != 0, "a register is not zero\n", 23);
    fail_if((kept[15] & ~0x246) != 0 || (kept[15] & 0x202) != 0x202, "flags\n", 6);
    fail_if(sp % 16 != 0, "stack alignment\n", 16);
    fail_if(control_words[0] != 0x1f80, "mxcsr\n", 6);
    fail_if((control_words[1] & 0xffff) != 0x37f, "x87 control word\n", 17);
    for (int i = 0; i < 256; i++)
        fail_if(vectors[i / 16][i % 16] != 0, "an xmm register is not zero\n", 28);
    fail_if(*(long *)sp != 1, "argc\n", 5);
    raw(SYS_write, 1, (long)"ok\n", 3);
    raw(SYS_exit_group, 0, 0, 0);
}
