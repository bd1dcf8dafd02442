/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A system call changes no vector register, no mask register and no FPU control word. */
#include <xmmintrin.h>

#include "check.h"
#include "vectors.h"

VECTOR_ROUTINE(call,
               "mov 0(%rbp), %rax\nmov 8(%rbp), %rdi\nmov 16(%rbp), %rsi\n"
               "mov 24(%rbp), %rdx\nmov 32(%rbp), %r10\nxor %r8d, %r8d\nxor %r9d, %r9d\n"
               "syscall");

int main(void)
{
    struct timespec moment = { 0, 1000 };
    unsigned long mask = 0;
    int word = 0;
    char text[64];
    long calls[][5] = { { SYS_getpid },
                        { SYS_brk, 0 },
                        { SYS_nanosleep, (long)&moment, 0 },
                        { SYS_rt_sigprocmask, SIG_BLOCK, 0, (long)&mask, 8 },
                        { SYS_futex, (long)&word, 1 /* FUTEX_WAKE */, 1 },
                        { SYS_futex, (long)&word, 128 /* FUTEX_WAIT_PRIVATE */, 0,
                          (long)&moment },
                        { SYS_readlink, (long)"/proc/self/exe", (long)text, sizeof text },
                        { SYS_mprotect, 0, PAGE, 0 },
                        { SYS_open, (long)"/nowhere", 0 },
                        { SYS_execve, (long)"/nowhere", 0, 0 },
                        { 9999 } };

    _mm_setcsr(0x3fa0);
    for (int i = 0; i < 11 * 60; i++) {
        CHECK_EQ(call(calls[i % 11]), 0);
        CHECK(call_rax >= -4095);
    }
    CHECK_EQ(call_rax, -ENOSYS);
    CHECK_EQ(_mm_getcsr(), 0x3fa0);
    return passed();
}
