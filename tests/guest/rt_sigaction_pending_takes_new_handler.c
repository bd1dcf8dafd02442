/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A pending signal meets the disposition at delivery, not at sending (signal(7)). */
#include "check.h"

static volatile int first, second;

static void old_handler(int sig, siginfo_t *info, void *context)
{
    (void)sig, (void)info, (void)context;
    first++;
}

static void new_handler(int sig, siginfo_t *info, void *context)
{
    (void)sig, (void)context;
    CHECK_EQ(info->si_int, 5);
    second++;
}

static void to_default(void)
{
    sigset_t set;

    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    set_handler(SIGTERM, old_handler, 0);
    CHECK_EQ(sigprocmask(SIG_BLOCK, &set, NULL), 0);
    CHECK_OK(raise(SIGTERM));
    signal(SIGTERM, SIG_DFL);
    sigprocmask(SIG_UNBLOCK, &set, NULL);
}

int main(void)
{
    sigset_t set;

    sigemptyset(&set);
    sigaddset(&set, SIGUSR1);
    set_handler(SIGUSR1, old_handler, 0);
    CHECK_EQ(sigprocmask(SIG_BLOCK, &set, NULL), 0);
    CHECK_OK(sigqueue(getpid(), SIGUSR1, (union sigval){ 5 }));
    set_handler(SIGUSR1, new_handler, 0);
    CHECK_EQ(sigprocmask(SIG_UNBLOCK, &set, NULL), 0);
    CHECK_EQ(first, 0);
    CHECK_EQ(second, 1);
    CHECK_EQ(child_status(to_default), KILLED(SIGTERM));
    return passed();
}
