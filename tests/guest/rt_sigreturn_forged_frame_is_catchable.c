/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The SIGSEGV of a bad rt_sigreturn runs a handler on the alternate stack,
 * with SI_KERNEL.
 */
#include <setjmp.h>

#include "check.h"

static char stack_of_handler[65536];
static sigjmp_buf back;
static volatile int count;

static void handler(int sig, siginfo_t *info, void *context)
{
    (void)sig, (void)context;
    CHECK_EQ(info->si_code, SI_KERNEL);
    count++;
    siglongjmp(back, 1);
}

int main(void)
{
    stack_t stack = { .ss_sp = stack_of_handler, .ss_size = sizeof stack_of_handler };

    CHECK_OK(sigaltstack(&stack, NULL));
    set_handler(SIGSEGV, handler, SA_ONSTACK);
    for (volatile int i = 0; i < 20; i++)
        if (sigsetjmp(back, 1) == 0)
            asm volatile("mov $64, %%esp\nsyscall\nud2" ::"a"((long)SYS_rt_sigreturn)
                         : "memory");
    CHECK_EQ(count, 20);
    CHECK_OK(sigaltstack(NULL, &stack));
    CHECK_EQ(stack.ss_flags, 0);
    return passed();
}
