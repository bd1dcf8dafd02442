/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The handler sees all registers of a faulting instruction, and what it writes
 * becomes theirs.
 */
#include <ucontext.h>

#include "check.h"
#include "regs.h"

REGS_ROUTINE(trapping, "ud2");

static const int greg_of[] = { REG_RAX, REG_RBX, REG_RCX, REG_RDX, REG_RSI, REG_RDI,
                               REG_RBP, REG_RSP, REG_R8,  REG_R9,  REG_R10, REG_R11,
                               REG_R12, REG_R13, REG_R14, REG_R15 };
static struct regs in, out, other;
static char stack_of_handler[65536];

static void handler(int sig, siginfo_t *info, void *context)
{
    greg_t *regs = ((ucontext_t *)context)->uc_mcontext.gregs;

    (void)sig, (void)info;
    for (int i = 0; i < 16; i++)
        CHECK_EQ(regs[greg_of[i]], in.r[i]);
    CHECK_EQ(regs[REG_RIP], trapping_at);
    CHECK_EQ(regs[REG_CSGSFS] & 0xffff, 0x33);
    CHECK_EQ((unsigned long)regs[REG_CSGSFS] >> 48, 0x2b);
    CHECK_EQ(regs[REG_EFL] & 0x8d5, in.r[FLAGS] & 0x8d5);
    for (int i = 0; i < 16; i++)
        regs[greg_of[i]] = other.r[i];
    regs[REG_EFL] = other.r[FLAGS];
    regs[REG_RIP] = (greg_t)trapping_next;
}

int main(void)
{
    stack_t stack = { .ss_sp = stack_of_handler, .ss_size = sizeof stack_of_handler };

    CHECK_OK(sigaltstack(&stack, NULL));
    set_handler(SIGILL, handler, SA_ONSTACK);
    for (int i = 0; i < 100; i++) {
        in = some_regs(i);
        other = some_regs(i + 1000);
        in.r[FLAGS] = i % 2 ? 0x202 : 0x202 | 0x8d5;
        other.r[FLAGS] = i % 2 ? 0x202 | 0x8d5 : 0x202;
        if (i >= 50)
            in.r[RSP] = i; /* the frame is on the alternate stack */
        trapping(&in, &out);
        for (int r = 0; r < 16; r++)
            CHECK_EQ(out.r[r], other.r[r]);
        CHECK_EQ(out.r[FLAGS] & 0x8d5, other.r[FLAGS] & 0x8d5);
    }
    return passed();
}
