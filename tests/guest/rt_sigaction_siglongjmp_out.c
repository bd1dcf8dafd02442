/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * siglongjmp out of a handler restores the saved mask; thousands of times
 * leave nothing behind.
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
    set_handler(SIGSEGV, handler, 0);
    for (volatile int i = 0; i < 5000; i++) {
        if (sigsetjmp(back, 1) == 0) {
            if (i % 2)
                raise(SIGUSR1);
            else
                *(volatile char *)8 = 1;
            CHECK(!"reached");
        }
        CHECK_EQ(count, i + 1);
    }
    CHECK_EQ(sigprocmask(SIG_SETMASK, NULL, &mask), 0);
    CHECK_EQ(sigismember(&mask, SIGUSR1) + sigismember(&mask, SIGSEGV), 0);
    return passed();
}
