/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A program may put a copy of its text in the text's place, as for huge pages
 * (node, Chrome).
 */
#include "check.h"

extern unsigned char site[];
asm(".text\n.balign 4096\nsite:\nmov $110, %eax\nsyscall\nret\n.balign 4096\n");

static long run(void)
{
    return ((long (*)(void))site)();
}

int main(void)
{
    for (int round = 0; round < 5; round++) {
        char *copy = map_anon(PAGE, PROT_READ | PROT_WRITE);

        for (int i = 0; i < 100; i++)
            CHECK_EQ(run(), getppid());
        memcpy(copy, site, PAGE);
        CHECK_OK(mprotect(copy, PAGE, PROT_READ | PROT_EXEC));
        CHECK_EQ(mremap(copy, PAGE, PAGE, MREMAP_MAYMOVE | MREMAP_FIXED, site), site);
        for (int i = 0; i < 100; i++)
            CHECK_EQ(run(), getppid());
    }
    return passed();
}
