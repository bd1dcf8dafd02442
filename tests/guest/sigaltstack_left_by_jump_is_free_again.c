/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * After siglongjmp off the alternate stack it counts as unused and may be
 * changed (sigaltstack(2)).
 */
#include <setjmp.h>

#include "check.h"

static char areas[2][65536];
static sigjmp_buf back;

static void handler(int sig, siginfo_t *info, void *context)
{
    (void)sig, (void)info, (void)context;
    siglongjmp(back, 1);
}

int main(void)
{
    stack_t stack = { .ss_size = sizeof areas[0] }, old;

    set_handler(SIGUSR1, handler, SA_ONSTACK);
    for (volatile int i = 0; i < 100; i++) {
        stack.ss_sp = areas[i % 2];
        CHECK_OK(sigaltstack(&stack, &old));
        CHECK_EQ(old.ss_flags, i ? 0 : SS_DISABLE);
        if (sigsetjmp(back, 1) == 0)
            raise(SIGUSR1);
        CHECK_OK(sigaltstack(NULL, &old));
        CHECK_EQ(old.ss_flags, 0);
        CHECK_EQ(old.ss_sp, areas[i % 2]);
    }
    return passed();
}
