/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * wrgsbase and loading the selector change GS without a call; system calls go
 * on working.
 */
#include <asm/prctl.h>
#include <sys/auxv.h>

#include "check.h"

static long block[4] = { 0x77 };

int main(void)
{
    unsigned long base = 1;
    long value;

    for (int i = 0; i < 50; i++) {
        asm volatile("mov %0, %%gs" ::"r"(0));
        CHECK_EQ(syscall(SYS_getppid), getppid());
    }
    CHECK_OK(syscall(SYS_arch_prctl, ARCH_GET_GS, &base));
    CHECK_EQ(base, 0);
    if (getauxval(AT_HWCAP2) & 2) {
        for (int i = 0; i < 50; i++) {
            asm volatile("wrgsbase %0" ::"r"(i % 2 ? (void *)block : NULL));
            CHECK_EQ(syscall(SYS_getppid), getppid());
            asm volatile("rdgsbase %0" : "=r"(value));
            CHECK_EQ(value, i % 2 ? (long)block : 0);
        }
        asm volatile("mov %%gs:0, %0" : "=r"(value));
        CHECK_EQ(value, 0x77);
    }
    return passed();
}
