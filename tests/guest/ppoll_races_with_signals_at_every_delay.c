/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The sleep that ppoll and sigsuspend promise: a signal at any moment ends it,
 * none is missed.
 */
#include <poll.h>

#include "check.h"

#define ROUNDS 2000

static volatile int count;

static void handler(int sig, siginfo_t *info, void *context)
{
    (void)sig, (void)info, (void)context;
    count++;
}

int main(void)
{
    struct sigevent event = { .sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGUSR1 };
    sigset_t blocked, none;
    timer_t timer;

    sigemptyset(&none);
    sigemptyset(&blocked);
    sigaddset(&blocked, SIGUSR1);
    CHECK_EQ(sigprocmask(SIG_BLOCK, &blocked, NULL), 0);
    CHECK_OK(timer_create(CLOCK_MONOTONIC, &event, &timer));
    set_handler(SIGUSR1, handler, SA_RESTART);
    for (int i = 1; i <= ROUNDS; i++) {
        struct itimerspec once = { .it_value = { 0, 1 + i % 100 * 400 } };

        CHECK_OK(timer_settime(timer, 0, &once, NULL));
        if (i % 2)
            CHECK_ERR(ppoll(NULL, 0, NULL, &none), EINTR);
        else
            CHECK_ERR(sigsuspend(&none), EINTR);
        CHECK_EQ(count, i);
    }
    return passed();
}
