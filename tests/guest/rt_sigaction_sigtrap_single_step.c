/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * With the trap flag set each instruction ends in SIGTRAP with TRAP_TRACE
 * (sigaction(2)).
 */
#include <ucontext.h>

#include "check.h"

#define TRAP_FLAG 0x100

extern char step_0[], step_1[], step_2[];
static volatile long at[8];
static volatile int count;

static void handler(int sig, siginfo_t *info, void *context)
{
    greg_t *regs = ((ucontext_t *)context)->uc_mcontext.gregs;

    CHECK_EQ(sig, SIGTRAP);
    CHECK_EQ(info->si_code, TRAP_TRACE);
    at[count++] = regs[REG_RIP];
    if (count == 3)
        regs[REG_EFL] &= ~TRAP_FLAG;
}

int main(void)
{
    set_handler(SIGTRAP, handler, 0);
    asm volatile(".globl step_0\n.globl step_1\n.globl step_2\n"
                 "sub $128, %%rsp\npushfq\norq $0x100, (%%rsp)\npopfq\n"
                 "nop\nstep_0: xor %%eax, %%eax\nstep_1: nop\nstep_2: nop\n"
                 "add $128, %%rsp" ::
                     : "rax", "memory", "cc");
    CHECK_EQ(count, 3);
    CHECK_EQ(at[0], step_0);
    CHECK_EQ(at[1], step_1);
    CHECK_EQ(at[2], step_2);
    return passed();
}
