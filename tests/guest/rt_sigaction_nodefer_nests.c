/* SPDX-License-Identifier: GPL-2.0-or-later */
/* With SA_NODEFER a handler may be interrupted by its own signal (sigaction(2)). */
#include "check.h"

static volatile int depth, deepest, count;

static void handler(int sig, siginfo_t *info, void *context)
{
    sigset_t mask;

    (void)info, (void)context;
    CHECK_EQ(sigprocmask(SIG_SETMASK, NULL, &mask), 0);
    CHECK_EQ(sigismember(&mask, sig), 0);
    count++;
    if (++depth > deepest)
        deepest = depth;
    if (depth < 20)
        CHECK_OK(raise(sig));
    depth--;
}

int main(void)
{
    set_handler(SIGUSR1, handler, SA_NODEFER);
    CHECK_OK(raise(SIGUSR1));
    CHECK_EQ(count, 20);
    CHECK_EQ(deepest, 20);
    return passed();
}
