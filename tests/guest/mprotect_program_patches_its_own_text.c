/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A program may make its text writable, put other code where a system call
 * was, and run that.
 */
#include "check.h"

/* A page of its own with: mov $110,%eax; syscall; ret (getppid). */
extern unsigned char site[];
asm(".text\n.balign 4096\nsite:\nmov $110, %eax\nsyscall\nret\n.balign 4096\n");

static long run(void)
{
    return ((long (*)(void))site)();
}

static void patch(const unsigned char *code, size_t size)
{
    CHECK_OK(mprotect(site, PAGE, PROT_READ | PROT_WRITE | PROT_EXEC));
    memcpy(site, code, size);
    CHECK_OK(mprotect(site, PAGE, PROT_READ | PROT_EXEC));
}

int main(void)
{
    static const unsigned char getpid_code[] = {
        0x90, 0xb8, 39, 0, 0, 0, 0x0f, 0x05, 0xc3
    };
    static const unsigned char constant_code[] = { 0xb8, 77,   0,    0,   0,
                                                   0xc3, 0xcc, 0xcc, 0xcc };
    static const unsigned char old_code[] = {
        0xb8, 110, 0, 0, 0, 0x0f, 0x05, 0xc3, 0xcc
    };

    for (int round = 0; round < 3; round++) {
        for (int i = 0; i < 100; i++)
            CHECK_EQ(run(), getppid());
        patch(getpid_code, sizeof getpid_code);
        for (int i = 0; i < 100; i++)
            CHECK_EQ(run(), getpid());
        patch(constant_code, sizeof constant_code);
        CHECK_EQ(run(), 77);
        patch(old_code, sizeof old_code);
    }
    return passed();
}
