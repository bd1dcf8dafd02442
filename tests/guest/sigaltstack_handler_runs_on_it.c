/* SPDX-License-Identifier: GPL-2.0-or-later */
/* SA_ONSTACK handlers run on the alternate stack, others do not (sigaltstack(2)). */
#include "check.h"

static char *base;
static volatile int on_it, is_set;

static void handler(int sig, siginfo_t *info, void *context)
{
    char here;
    stack_t now;

    (void)sig, (void)info, (void)context;
    on_it = &here >= base && &here < base + 65536;
    CHECK_OK(sigaltstack(NULL, &now));
    CHECK_EQ(now.ss_flags, on_it ? SS_ONSTACK : is_set ? 0 : SS_DISABLE);
}

int main(void)
{
    stack_t stack = { .ss_size = 65536 }, old;

    base = stack.ss_sp = map_anon(65536, PROT_READ | PROT_WRITE);
    CHECK_OK(sigaltstack(&stack, &old));
    CHECK_EQ(old.ss_flags, SS_DISABLE);
    is_set = 1;
    set_handler(SIGUSR1, handler, SA_ONSTACK);
    set_handler(SIGUSR2, handler, 0);
    for (int i = 0; i < 20; i++) {
        CHECK_OK(raise(SIGUSR1));
        CHECK_EQ(on_it, 1);
        CHECK_OK(raise(SIGUSR2));
        CHECK_EQ(on_it, 0);
    }
    stack.ss_flags = SS_DISABLE;
    CHECK_OK(sigaltstack(&stack, NULL));
    is_set = 0;
    CHECK_OK(raise(SIGUSR1));
    CHECK_EQ(on_it, 0);
    CHECK_OK(sigaltstack(NULL, &old));
    CHECK_EQ(old.ss_flags, SS_DISABLE);
    return passed();
}
