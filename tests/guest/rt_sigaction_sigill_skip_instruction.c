/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * An illegal instruction is SIGILL, ILL_ILLOPN, at its address; the handler
 * may skip it.
 */
#include <ucontext.h>

#include "check.h"

static volatile int count;

static void handler(int sig, siginfo_t *info, void *context)
{
    greg_t *regs = ((ucontext_t *)context)->uc_mcontext.gregs;

    CHECK_EQ(sig, SIGILL);
    CHECK_EQ(info->si_code, ILL_ILLOPN);
    CHECK_EQ(info->si_addr, regs[REG_RIP]);
    CHECK_EQ(regs[REG_TRAPNO], 6);
    CHECK_EQ(memcmp(info->si_addr, "\x0f\x0b", 2), 0);
    regs[REG_RIP] += 2;
    count++;
}

int main(void)
{
    set_handler(SIGILL, handler, 0);
    for (int i = 0; i < 100; i++)
        asm volatile("ud2");
    CHECK_EQ(count, 100);
    return passed();
}
