/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A second SA_ONSTACK signal continues below the first on the same stack
 * (sigaltstack(2)).
 */
#include "check.h"

static char *base;
static volatile int depth;
static char *volatile last;

static void handler(int sig, siginfo_t *info, void *context)
{
    char here[256];

    (void)info, (void)context;
    memset(here, depth, sizeof here);
    CHECK(here >= base && here < base + 262144);
    CHECK(here < last);
    last = here;
    if (++depth < 8)
        CHECK_OK(raise(sig + 1));
    depth--;
    for (unsigned i = 0; i < sizeof here; i++)
        CHECK_EQ(here[i], depth);
}

int main(void)
{
    stack_t stack = { .ss_size = 262144 };

    base = stack.ss_sp = map_anon(262144, PROT_READ | PROT_WRITE);
    CHECK_OK(sigaltstack(&stack, NULL));
    for (int i = 0; i < 8; i++)
        set_handler(SIGRTMIN + i, handler, SA_ONSTACK);
    for (int i = 0; i < 10; i++) {
        last = base + 262144;
        CHECK_OK(raise(SIGRTMIN));
        CHECK_EQ(depth, 0);
    }
    return passed();
}
