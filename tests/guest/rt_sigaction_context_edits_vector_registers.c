/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a handler writes to the saved xmm and ymm state is in the registers afterwards. */
#include <cpuid.h>
#include <ucontext.h>

#include "check.h"

#define YMM_OFFSET 576 /* of the upper halves in the standard XSAVE format */

static void handler(int sig, siginfo_t *info, void *context)
{
    ucontext_t *uc = context;
    unsigned char *fp = (unsigned char *)uc->uc_mcontext.fpregs;

    (void)sig, (void)info;
    CHECK_EQ(fp[160 + 16 * 5], 0x11); /* xmm5 */
    memset(fp + 160 + 16 * 5, 0x22, 16);
    if (__builtin_cpu_supports("avx")) {
        CHECK_EQ(fp[YMM_OFFSET + 16 * 5], 0x33);
        memset(fp + YMM_OFFSET + 16 * 5, 0x44, 16);
    }
    uc->uc_mcontext.gregs[REG_RIP] += 2;
}

int main(void)
{
    unsigned char in[32], out[32] = { 0 };

    set_handler(SIGILL, handler, 0);
    memset(in, 0x11, 16);
    memset(in + 16, 0x33, 16);
    if (__builtin_cpu_supports("avx"))
        asm volatile("vmovdqu %1, %%ymm5\nud2\nvmovdqu %%ymm5, %0\nvzeroupper"
                     : "=m"(out)
                     : "m"(in)
                     : "xmm5", "memory");
    else
        asm volatile("movdqu %1, %%xmm5\nud2\nmovdqu %%xmm5, %0"
                     : "=m"(out)
                     : "m"(in)
                     : "xmm5", "memory");
    CHECK_EQ(out[0], 0x22);
    CHECK_EQ(out[15], 0x22);
    CHECK_EQ(out[31], __builtin_cpu_supports("avx") ? 0x44 : 0);
    return passed();
}
