/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The call's number is in eax; what is above does not matter. */
#include "check.h"
#include "regs.h"

REGS_ROUTINE(call, "syscall");

int main(void)
{
    struct regs in = some_regs(1), out;

    for (int i = 0; i < 100; i++) {
        in.r[RAX] = 0xdeadbeef00000000 + SYS_getpid;
        call(&in, &out);
        CHECK_EQ(out.r[RAX], getpid());
        in.r[RAX] = 0xffffffff00000000 + 9999;
        call(&in, &out);
        CHECK_EQ(out.r[RAX], -ENOSYS);
    }
    return passed();
}
