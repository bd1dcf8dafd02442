/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The return from a handler sets the alternate stack that the frame names
 * (sigreturn(2)).
 */
#include <ucontext.h>

#include "check.h"

static char first[32768], second[32768];
static volatile int mode;

static void handler(int sig, siginfo_t *info, void *context)
{
    stack_t *saved = &((ucontext_t *)context)->uc_stack;
    stack_t other = { .ss_sp = second, .ss_size = sizeof second };

    (void)sig, (void)info;
    CHECK_EQ(saved->ss_sp, first);
    CHECK_EQ(saved->ss_size, sizeof first);
    if (mode == 0)
        CHECK_OK(sigaltstack(&other, NULL)); /* undone by the return */
    else
        *saved = other;
}

int main(void)
{
    stack_t stack = { .ss_sp = first, .ss_size = sizeof first };

    CHECK_OK(sigaltstack(&stack, NULL));
    set_handler(SIGUSR1, handler, 0);
    CHECK_OK(raise(SIGUSR1));
    CHECK_OK(sigaltstack(NULL, &stack));
    CHECK_EQ(stack.ss_sp, first);
    mode = 1;
    CHECK_OK(raise(SIGUSR1));
    CHECK_OK(sigaltstack(NULL, &stack));
    CHECK_EQ(stack.ss_sp, second);
    return passed();
}
