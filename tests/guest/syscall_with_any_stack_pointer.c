/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The kernel does not look at rsp: any value will do, and comes back. */
#include "check.h"
#include "regs.h"

REGS_ROUTINE(call, "syscall");

static char *page;

int main(void)
{
    unsigned long stacks[7];
    long pid = getpid();

    page = map_anon(3 * PAGE, PROT_READ | PROT_WRITE);
    CHECK_OK(munmap(page, PAGE));
    CHECK_OK(mprotect(page + PAGE, PAGE, PROT_READ));
    stacks[0] = 0;
    stacks[1] = 8;
    stacks[2] = -8UL;
    stacks[3] = 0x8000000000000000;
    stacks[4] = (unsigned long)page + 100;          /* unmapped */
    stacks[5] = (unsigned long)page + PAGE + 100;   /* read-only */
    stacks[6] = (unsigned long)page + 2 * PAGE + 3; /* misaligned, nothing below */
    for (int i = 0; i < 7 * 60; i++) {
        struct regs in = some_regs(i), out;
        long calls[] = { SYS_getpid, SYS_brk, SYS_munmap, SYS_getppid };

        in.r[RAX] = calls[i % 4];
        in.r[RDI] = 1;
        in.r[RSP] = stacks[i % 7];
        call(&in, &out);
        CHECK_EQ(out.r[RSP], in.r[RSP]);
        CHECK_EQ(out.r[RBX], in.r[RBX]);
        if (in.r[RAX] == SYS_getpid)
            CHECK_EQ(out.r[RAX], pid);
        if (in.r[RAX] == SYS_munmap)
            CHECK_EQ(out.r[RAX], -EINVAL);
    }
    return passed();
}
