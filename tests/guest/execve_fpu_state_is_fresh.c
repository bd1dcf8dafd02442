/* SPDX-License-Identifier: GPL-2.0-or-later */
/* FPU control words and vector registers do not pass over an exec. */
#include <xmmintrin.h>

#include "check.h"

int main(int argc, char **argv)
{
    unsigned short control = 0x27f;

    (void)argv;
    if (argc > 1) {
        asm volatile("fnstcw %0" : "=m"(control));
        CHECK_EQ(control, 0x37f);
        CHECK_EQ(_mm_getcsr(), 0x1f80);
        return passed();
    }
    _mm_setcsr(0x9fc0);
    asm volatile("fldcw %0" ::"m"(control));
    execl("/proc/self/exe", "x", "y", NULL);
    CHECK(!"exec");
    return 1;
}
