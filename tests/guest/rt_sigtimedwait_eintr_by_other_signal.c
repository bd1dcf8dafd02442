/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A handler for a signal that is not waited for ends the wait with EINTR, also
 * with SA_RESTART.
 */
#include "check.h"

static volatile int count;

static void handler(int sig, siginfo_t *info, void *context)
{
    (void)sig, (void)info, (void)context;
    count++;
}

int main(void)
{
    sigset_t set;

    sigemptyset(&set);
    sigaddset(&set, SIGUSR1);
    CHECK_EQ(sigprocmask(SIG_BLOCK, &set, NULL), 0);
    set_handler(SIGALRM, handler, SA_RESTART);
    alarm_every_us(3000);
    for (int i = 0; i < 10; i++)
        CHECK_ERR(sigwaitinfo(&set, NULL), EINTR);
    CHECK(count >= 10);
    alarm_every_us(0);
    return passed();
}
