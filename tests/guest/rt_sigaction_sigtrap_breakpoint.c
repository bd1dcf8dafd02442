/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * int3 is SIGTRAP with SI_KERNEL and the address behind it in rip (signal(7),
 * sigaction(2)).
 */
#include <ucontext.h>

#include "check.h"

extern char after_int3[];
static volatile int count;

static void handler(int sig, siginfo_t *info, void *context)
{
    CHECK_EQ(sig, SIGTRAP);
    CHECK_EQ(info->si_code, SI_KERNEL);
    CHECK_EQ(((ucontext_t *)context)->uc_mcontext.gregs[REG_RIP], after_int3);
    CHECK_EQ(((ucontext_t *)context)->uc_mcontext.gregs[REG_TRAPNO], 3);
    count++;
}

int main(void)
{
    set_handler(SIGTRAP, handler, 0);
    asm volatile(".globl after_int3\nint3\nafter_int3:" ::: "memory");
    CHECK_EQ(count, 1);
    return passed();
}
