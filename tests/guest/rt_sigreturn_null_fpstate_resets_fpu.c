/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A frame without FPU state leaves the FPU and the vector registers in their
 * first state.
 */
#include <ucontext.h>
#include <xmmintrin.h>

#include "check.h"

static void handler(int sig, siginfo_t *info, void *context)
{
    (void)sig, (void)info;
    ((ucontext_t *)context)->uc_mcontext.fpregs = NULL;
}

int main(void)
{
    unsigned char xmm[16];
    unsigned short control = 0x27f, after;
    long result = SYS_kill, pid = getpid();

    set_handler(SIGUSR1, handler, 0);
    _mm_setcsr(0x9fc0);
    asm volatile("fldcw %2\npcmpeqd %%xmm7, %%xmm7\nsyscall\nmovdqu %%xmm7, %1\nfnstcw %3"
                 : "+a"(result), "=m"(xmm)
                 : "m"(control), "m"(after), "D"(pid), "S"((long)SIGUSR1)
                 : "rcx", "r11", "xmm7", "memory");
    CHECK_EQ(after, 0x37f);
    CHECK_EQ(_mm_getcsr(), 0x1f80);
    for (int i = 0; i < 16; i++)
        CHECK_EQ(xmm[i], 0);
    return passed();
}
