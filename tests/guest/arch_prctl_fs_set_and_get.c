/* SPDX-License-Identifier: GPL-2.0-or-later */
/* ARCH_SET_FS switches the thread pointer at once; errnos for bad codes and addresses. */
#include <asm/prctl.h>

#include "check.h"

/* No thread-local variable may be touched between the two: raw calls only. */
static long raw(long code, void *address)
{
    long result = SYS_arch_prctl;

    asm volatile("syscall"
                 : "+a"(result)
                 : "D"(code), "S"(address)
                 : "rcx", "r11", "memory");
    return result;
}

int main(void)
{
    static long other[64];
    unsigned long base = 0, seen = 0;
    long set, got, value, back;

    CHECK_EQ(raw(ARCH_GET_FS, &base), 0);
    CHECK_EQ(base, pthread_self());
    other[2] = 0x4242;
    for (int i = 0; i < 50; i++) {
        set = raw(ARCH_SET_FS, other);
        asm volatile("mov %%fs:16, %0" : "=r"(value));
        got = raw(ARCH_GET_FS, &seen);
        back = raw(ARCH_SET_FS, (void *)base);
        CHECK_EQ(set | got | back, 0);
        CHECK_EQ(seen, other);
        CHECK_EQ(value, 0x4242);
    }
    CHECK_EQ(raw(ARCH_SET_FS, (void *)0xffff800000000000), -EPERM);
    CHECK_EQ(raw(ARCH_SET_GS, (void *)0xffff800000000000), -EPERM);
    CHECK_EQ(raw(0x9999, NULL), -EINVAL);
    CHECK_EQ(raw(ARCH_GET_FS, (void *)8), -EFAULT);
    CHECK_EQ(raw(ARCH_GET_GS, (void *)8), -EFAULT);
    return passed();
}
