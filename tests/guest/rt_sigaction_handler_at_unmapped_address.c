/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Entering a handler that is not mapped is a SIGSEGV there, which can be handled. */
#include <setjmp.h>

#include "check.h"

static void *const nowhere = (void *)0x1000;
static sigjmp_buf back;

static void caught(int sig, siginfo_t *info, void *context)
{
    (void)sig, (void)context;
    CHECK_EQ(info->si_addr, nowhere);
    siglongjmp(back, 1);
}

static void uncaught(void)
{
    signal(SIGUSR1, nowhere);
    raise(SIGUSR1);
}

int main(void)
{
    CHECK_EQ(child_status(uncaught), KILLED(SIGSEGV));
    set_handler(SIGSEGV, caught, 0);
    signal(SIGUSR1, nowhere);
    if (sigsetjmp(back, 1) == 0)
        raise(SIGUSR1);
    return passed();
}
