/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Dispositions belong to the process: what one thread sets all have; a forked
 * child has a copy.
 */
#include "check.h"

static volatile int count;

static void handler(int sig, siginfo_t *info, void *context)
{
    (void)sig, (void)info, (void)context;
    count++;
}

static void *setter(void *arg)
{
    set_handler(SIGUSR1, handler, 0);
    return arg;
}

static void child(void)
{
    CHECK_OK(raise(SIGUSR1));
    CHECK_EQ(count, 2);
    signal(SIGUSR1, SIG_IGN);
}

int main(void)
{
    join_thread(start_thread(setter, NULL));
    CHECK_OK(raise(SIGUSR1));
    CHECK_EQ(count, 1);
    CHECK_EQ(child_status(child), EXITED(0));
    CHECK_OK(raise(SIGUSR1));
    CHECK_EQ(count, 2);
    return passed();
}
