/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * With SA_NOCLDWAIT, or SIGCHLD ignored, children leave no zombie: wait gives
 * ECHILD (sigaction(2)).
 */
#include "check.h"

static volatile int count;

static void handler(int sig, siginfo_t *info, void *context)
{
    (void)sig, (void)info, (void)context;
    count++;
}

static void no_zombies(void)
{
    for (int i = 0; i < 3; i++)
        if (CHECK_OK(fork()) == 0)
            _exit(i);
    CHECK_ERR(waitpid(-1, NULL, 0), ECHILD); /* waits for all of them first */
}

int main(void)
{
    set_handler(SIGCHLD, handler, SA_NOCLDWAIT | SA_RESTART);
    no_zombies();
    CHECK(count > 0);
    signal(SIGCHLD, SIG_IGN);
    no_zombies();
    signal(SIGCHLD, SIG_DFL);
    if (CHECK_OK(fork()) == 0)
        _exit(4);
    CHECK_OK(waitpid(-1, NULL, 0));
    return passed();
}
