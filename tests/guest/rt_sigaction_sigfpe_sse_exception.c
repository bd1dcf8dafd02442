/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * An unmasked SSE division by zero is FPE_FLTDIV; the handler may mask it in
 * the saved MXCSR.
 */
#include <ucontext.h>
#include <xmmintrin.h>

#include "check.h"

static volatile int count;

static void handler(int sig, siginfo_t *info, void *context)
{
    struct _libc_fpstate *fp = ((ucontext_t *)context)->uc_mcontext.fpregs;

    CHECK_EQ(sig, SIGFPE);
    CHECK_EQ(info->si_code, FPE_FLTDIV);
    CHECK_EQ(_mm_getcsr(), 0x1f80);
    CHECK_EQ(fp->mxcsr & 4, 4);
    fp->mxcsr = 0x1f80;
    count++;
}

int main(void)
{
    volatile float zero = 0, result;

    set_handler(SIGFPE, handler, 0);
    _mm_setcsr(0x1f80 & ~0x200);
    result = 1 / zero;
    CHECK_EQ(count, 1);
    CHECK(result > 1e38f);
    CHECK_EQ(_mm_getcsr() & 0x200, 0x200);
    return passed();
}
