/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Division by zero is SIGFPE with FPE_INTDIV at the instruction, which the
 * handler may skip.
 */
#include <ucontext.h>

#include "check.h"

extern char divide[], divided[];
static volatile int count;

static void handler(int sig, siginfo_t *info, void *context)
{
    greg_t *regs = ((ucontext_t *)context)->uc_mcontext.gregs;

    CHECK_EQ(sig, SIGFPE);
    CHECK_EQ(info->si_code, FPE_INTDIV);
    CHECK_EQ(info->si_addr, divide);
    CHECK_EQ(regs[REG_RIP], divide);
    CHECK_EQ(regs[REG_TRAPNO], 0);
    regs[REG_RIP] = (greg_t)divided;
    regs[REG_RAX] = 12345;
    count++;
}

int main(void)
{
    long quotient;

    set_handler(SIGFPE, handler, 0);
    asm volatile(".globl divide\n.globl divided\n"
                 "divide: div %2\ndivided:"
                 : "=a"(quotient)
                 : "0"(100L), "r"(0L), "d"(0L));
    CHECK_EQ(quotient, 12345);
    CHECK_EQ(count, 1);
    return passed();
}
