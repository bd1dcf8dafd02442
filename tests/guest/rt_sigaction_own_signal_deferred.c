/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A signal is blocked while its handler runs, and delivered once after it
 * (sigaction(2)).
 */
#include "check.h"

static volatile int depth, deepest, count;

static void handler(int sig, siginfo_t *info, void *context)
{
    (void)info, (void)context;
    if (++depth > deepest)
        deepest = depth;
    if (++count == 1) {
        CHECK_OK(raise(sig));
        CHECK_OK(raise(sig));
        CHECK_EQ(count, 1);
    }
    depth--;
}

int main(void)
{
    set_handler(SIGUSR1, handler, 0);
    CHECK_OK(raise(SIGUSR1));
    CHECK_EQ(count, 2);
    CHECK_EQ(deepest, 1);
    return passed();
}
