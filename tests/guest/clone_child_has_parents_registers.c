/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The child of a fork-like clone has all registers of its parent, but rax and
 * the stack asked for.
 */
#include "check.h"
#include "regs.h"

REGS_ROUTINE(call, "syscall");

static void fork_like(long stack, int seed)
{
    struct regs in = some_regs(seed), out;
    pid_t parent = getpid();

    in.r[RAX] = SYS_clone;
    in.r[RDI] = SIGCHLD;
    in.r[RSI] = stack;
    in.r[RDX] = in.r[R10] = in.r[R8] = 0;
    in.r[FLAGS] = seed % 2 ? 0x202 | 0x8d5 : 0x202;
    call(&in, &out);
    CHECK((long)out.r[RAX] >= 0);
    for (int r = RAX + 1; r < 16; r++)
        if (r != RCX && r != R11 && r != RSP)
            CHECK_EQ(out.r[r], in.r[r]);
    CHECK_EQ(out.r[RCX], call_next);
    CHECK_EQ(out.r[FLAGS], in.r[FLAGS]);
    if (getpid() != parent) {
        CHECK_EQ(out.r[RAX], 0);
        CHECK_EQ(out.r[RSP], stack ? stack : (long)in.r[RSP]);
        _exit(55);
    }
    CHECK_EQ(out.r[RSP], in.r[RSP]);
    CHECK_EQ(wait_status(out.r[RAX]), EXITED(55));
}

int main(void)
{
    static char stack[4096] __attribute__((aligned(16)));

    for (int i = 0; i < 20; i++) {
        fork_like(0, i);
        fork_like((long)stack + 2048, i);
        fork_like((long)stack + 2043, i); /* not even aligned */
    }
    return passed();
}
