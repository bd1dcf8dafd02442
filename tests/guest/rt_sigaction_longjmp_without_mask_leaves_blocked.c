/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Leaving a handler by a jump that does not restore the mask leaves its signal
 * blocked.
 */
#include <setjmp.h>

#include "check.h"

static sigjmp_buf back;
static volatile int count;

static void handler(int sig, siginfo_t *info, void *context)
{
    (void)sig, (void)info, (void)context;
    count++;
    siglongjmp(back, 1);
}

int main(void)
{
    sigset_t mask;

    set_handler(SIGUSR1, handler, 0);
    if (sigsetjmp(back, 0) == 0)
        raise(SIGUSR1);
    CHECK_EQ(sigprocmask(SIG_SETMASK, NULL, &mask), 0);
    CHECK_EQ(sigismember(&mask, SIGUSR1), 1);
    CHECK_OK(raise(SIGUSR1));
    CHECK_EQ(count, 1);
    sigemptyset(&mask);
    if (sigsetjmp(back, 0) == 0)
        sigprocmask(SIG_SETMASK, &mask, NULL);
    CHECK_EQ(count, 2);
    return passed();
}
