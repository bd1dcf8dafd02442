/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Overflowing the alternate stack itself is death by SIGSEGV, not damage below
 * it (sigaltstack(2)).
 */
#include "check.h"

static char *area;

static void handler(int sig, siginfo_t *info, void *context)
{
    (void)info, (void)context;
    area[98303]++; /* above the stack */
    raise(sig);
}

static void child(void)
{
    stack_t stack = { .ss_sp = area + 65536, .ss_size = 28672 };

    CHECK_OK(sigaltstack(&stack, NULL));
    set_handler(SIGUSR1, handler, SA_ONSTACK | SA_NODEFER);
    set_handler(SIGSEGV, handler, SA_ONSTACK | SA_NODEFER);
    raise(SIGUSR1);
}

int main(void)
{
    area = mmap(NULL, 98304, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    CHECK(area != MAP_FAILED);
    CHECK_EQ(child_status(child), KILLED(SIGSEGV));
    CHECK(area[98303] > 1); /* it went some way down */
    for (int i = 0; i < 65536 - 4096; i++)
        CHECK_EQ(area[i], 0);
    return passed();
}
