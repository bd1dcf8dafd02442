/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Five hundred handlers deep on the ordinary stack, and all the way back (SA_NODEFER). */
#include "check.h"

static volatile int depth, returned;

static void handler(int sig, siginfo_t *info, void *context)
{
    int mine = ++depth;

    (void)context;
    CHECK_EQ(info->si_int, mine);
    if (mine < 500)
        CHECK_OK(sigqueue(getpid(), sig, (union sigval){ mine + 1 }));
    CHECK_EQ(returned, 500 - mine);
    returned++;
}

int main(void)
{
    set_handler(SIGRTMIN + 1, handler, SA_NODEFER);
    CHECK_OK(sigqueue(getpid(), SIGRTMIN + 1, (union sigval){ 1 }));
    CHECK_EQ(depth, 500);
    CHECK_EQ(returned, 500);
    return passed();
}
