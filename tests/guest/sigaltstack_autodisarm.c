/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * SS_AUTODISARM: no alternate stack inside the handler, and again after it
 * (sigaltstack(2)).
 */
#include <ucontext.h>

#include "check.h"

#ifndef SS_AUTODISARM
#define SS_AUTODISARM (1U << 31)
#endif

static char area[65536];
static volatile int count;

static void handler(int sig, siginfo_t *info, void *context)
{
    char here;
    stack_t now;

    (void)sig, (void)info;
    CHECK(&here >= area && &here < area + sizeof area);
    CHECK_OK(sigaltstack(NULL, &now));
    CHECK_EQ(now.ss_flags, SS_DISABLE);
    CHECK_EQ(now.ss_sp, NULL);
    CHECK_EQ(((ucontext_t *)context)->uc_stack.ss_sp, area);
    CHECK_EQ((unsigned)((ucontext_t *)context)->uc_stack.ss_flags, SS_AUTODISARM);
    count++;
}

int main(void)
{
    stack_t stack = { .ss_sp = area, .ss_size = sizeof area, .ss_flags = SS_AUTODISARM },
            now;

    CHECK_OK(sigaltstack(&stack, NULL));
    set_handler(SIGUSR1, handler, SA_ONSTACK);
    for (int i = 1; i <= 10; i++) {
        CHECK_OK(raise(SIGUSR1));
        CHECK_EQ(count, i);
        CHECK_OK(sigaltstack(NULL, &now));
        CHECK_EQ((unsigned)now.ss_flags, SS_AUTODISARM);
        CHECK_EQ(now.ss_sp, area);
    }
    return passed();
}
