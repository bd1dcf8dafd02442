/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Vector registers and FPU control words are the parent's in a forked child
 * and in a thread.
 */
#include <sched.h>
#include <xmmintrin.h>

#include "check.h"
#include "vectors.h"

VECTOR_ROUTINE(fork_it, "mov $57, %eax\nsyscall"); /* fork */

/* A thread that stores its xmm registers behind %rbp and exits. */
VECTOR_ROUTINE(
    thread_it,
    "mov 0(%rbp), %rdi\nmov 8(%rbp), %rsi\nmov 16(%rbp), %rdx\nmov %rdx, %r10\n"
    "mov $56, %eax\nsyscall\ntest %rax, %rax\njnz 9f\n" REPEAT(
        TO_15,
        "movdqu %xmm\\i, 64+\\i*16(%rbp)") "stmxcsr 32(%rbp)\nfnstcw 40(%rbp)\n"
                                           "xor %edi, %edi\nmov $60, %eax\nsyscall\nud2\n9:");

static struct {
    long flags;
    char *stack;
    volatile int *tid;
    long unused;
    unsigned mxcsr, pad;
    unsigned short control;
    char more[22];
    unsigned char xmm[16][16];
} arg;

static void start_and_compare(void)
{
    static char stack[4096] __attribute__((aligned(16)));
    static volatile int tid;
    struct vectors want;
    int seen;

    arg.flags = CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND | CLONE_THREAD |
                CLONE_SYSVSEM | CLONE_PARENT_SETTID | CLONE_CHILD_CLEARTID;
    arg.stack = stack + sizeof stack;
    arg.tid = &tid;
    tid = 1;
    CHECK_EQ(thread_it(&arg), 0);
    CHECK(thread_it_rax > 0);
    while ((seen = tid) != 0)
        syscall(SYS_futex, &tid, 0, seen, NULL, NULL, 0);
    vectors_fill(&want);
    for (int i = 0; i < 16; i++)
        CHECK_EQ(memcmp(arg.xmm[i], want.bytes[i], 16), 0);
    CHECK_EQ(arg.mxcsr, 0x5fa0);
    CHECK_EQ(arg.control, 0x27f);
}

int main(void)
{
    unsigned short control = 0x27f;

    _mm_setcsr(0x5fa0);
    asm volatile("fldcw %0" ::"m"(control));
    for (int i = 0; i < 20; i++) {
        CHECK_EQ(fork_it(NULL), 0);
        if (fork_it_rax == 0) {
            asm volatile("fnstcw %0" : "=m"(control));
            CHECK_EQ(control, 0x27f);
            _exit(_mm_getcsr() == 0x5fa0 ? 3 : 4);
        }
        CHECK_EQ(wait_status(fork_it_rax), EXITED(3));
        start_and_compare();
    }
    return passed();
}
