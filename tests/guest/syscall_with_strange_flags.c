/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Direction flag or alignment check set at the call do no harm, and are set
 * afterwards.
 */
#include "check.h"
#include "regs.h"

REGS_ROUTINE(call, "syscall");

int main(void)
{
    unsigned long all[] = { 0x202,   0x602,          0x40202,
                            0x40602, 0xed7 & ~0x100, 0x40ed7 & ~0x100 };
    struct regs out;
    char text[128];

    for (int i = 0; i < 6 * 60; i++) {
        struct regs in = some_regs(i);

        in.r[FLAGS] = all[i % 6];
        in.r[RAX] = SYS_readlink;
        in.r[RDI] = (unsigned long)"/proc/self/exe";
        in.r[RSI] = (unsigned long)text + 1;
        in.r[RDX] = 100;
        call(&in, &out);
        CHECK((long)out.r[RAX] > 0);
        CHECK_EQ(out.r[FLAGS], in.r[FLAGS]);
        in.r[RAX] = SYS_getppid;
        call(&in, &out);
        CHECK_EQ(out.r[RAX], getppid());
        CHECK_EQ(out.r[FLAGS], in.r[FLAGS]);
    }
    return passed();
}
