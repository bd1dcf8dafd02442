/* SPDX-License-Identifier: GPL-2.0-or-later */
/* SA_NODEFER does not unblock a signal that sa_mask names itself (sigaction(2)). */
#include "check.h"

static volatile int depth, deepest, count;

static void handler(int sig, siginfo_t *info, void *context)
{
    (void)info, (void)context;
    if (++depth > deepest)
        deepest = depth;
    if (++count < 3)
        CHECK_OK(raise(sig));
    depth--;
}

int main(void)
{
    struct sigaction act = { .sa_sigaction = handler,
                             .sa_flags = SA_SIGINFO | SA_NODEFER };

    sigaddset(&act.sa_mask, SIGUSR1);
    CHECK_OK(sigaction(SIGUSR1, &act, NULL));
    CHECK_OK(raise(SIGUSR1));
    CHECK_EQ(count, 3);
    CHECK_EQ(deepest, 1);
    return passed();
}
