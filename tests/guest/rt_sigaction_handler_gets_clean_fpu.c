/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A handler starts with default FPU control words; the interrupted code's come
 * back after it.
 */
#include <xmmintrin.h>

#include "check.h"

static volatile int count;

static void handler(int sig, siginfo_t *info, void *context)
{
    unsigned short control;
    struct {
        unsigned words[7];
    } env;

    (void)sig, (void)info, (void)context;
    asm volatile("fnstcw %0" : "=m"(control));
    asm volatile("fnstenv %0" : "=m"(env));
    CHECK_EQ(control, 0x37f);
    CHECK_EQ(env.words[2] & 0xffff, 0xffff); /* all eight registers empty */
    CHECK_EQ(_mm_getcsr(), 0x1f80);
    asm volatile("fninit\nfld1\nfld1\nfldpi");
    _mm_setcsr(0x7f80);
    count++;
}

int main(void)
{
    unsigned short control = 0x27f, after;
    long pid = getpid(), result = SYS_kill;
    double top;

    set_handler(SIGUSR1, handler, 0);
    _mm_setcsr(0x9fc0);
    asm volatile("fldcw %2\nfldl2t\nfldpi\nsyscall\nfstpl %1\nfstp %%st(0)\nfnstcw %3"
                 : "+a"(result), "=m"(top)
                 : "m"(control), "m"(after), "D"(pid), "S"((long)SIGUSR1)
                 : "rcx", "r11", "memory", "st", "st(1)");
    CHECK_EQ(count, 1);
    CHECK_EQ(result, 0);
    CHECK_EQ(after, 0x27f);
    CHECK(top > 3.14159 && top < 3.1416);
    CHECK_EQ(_mm_getcsr(), 0x9fc0);
    return passed();
}
