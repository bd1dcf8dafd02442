/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A forked child keeps the alternate stack, a new thread starts without one
 * (sigaltstack(2)).
 */
#include "check.h"

static char area[65536];
static volatile int on_it;

static void handler(int sig, siginfo_t *info, void *context)
{
    char here;

    (void)sig, (void)info, (void)context;
    on_it = &here >= area && &here < area + sizeof area;
}

static void child(void)
{
    CHECK_OK(raise(SIGUSR1));
    CHECK_EQ(on_it, 1);
}

static void *thread(void *arg)
{
    stack_t now;

    CHECK_OK(sigaltstack(NULL, &now));
    CHECK_EQ(now.ss_flags, SS_DISABLE);
    on_it = 1;
    CHECK_EQ(pthread_kill(pthread_self(), SIGUSR1), 0);
    CHECK_EQ(on_it, 0);
    return arg;
}

int main(void)
{
    stack_t stack = { .ss_sp = area, .ss_size = sizeof area };

    CHECK_OK(sigaltstack(&stack, NULL));
    set_handler(SIGUSR1, handler, SA_ONSTACK);
    CHECK_EQ(child_status(child), EXITED(0));
    join_thread(start_thread(thread, NULL));
    CHECK_OK(raise(SIGUSR1));
    CHECK_EQ(on_it, 1);
    return passed();
}
