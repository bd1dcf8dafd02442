/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Each thread has a mask of its own, a new one its creator's (pthread_sigmask(3)). */
#include "check.h"

static int blocked(int sig)
{
    sigset_t now;

    CHECK_EQ(sigprocmask(SIG_SETMASK, NULL, &now), 0);
    return sigismember(&now, sig);
}

static void *thread(void *arg)
{
    sigset_t set;

    CHECK_EQ(blocked(SIGUSR1), 1);
    CHECK_EQ(blocked(SIGSYS), 1);
    sigemptyset(&set);
    sigaddset(&set, SIGUSR2);
    CHECK_EQ(sigprocmask(SIG_SETMASK, &set, NULL), 0);
    CHECK_EQ(blocked(SIGUSR2), 1);
    CHECK_EQ(blocked(SIGUSR1), 0);
    return arg;
}

static void child(void)
{
    CHECK_EQ(blocked(SIGUSR1), 1);
    CHECK_EQ(blocked(SIGSYS), 1);
    CHECK_EQ(blocked(SIGTERM), 0);
}

int main(void)
{
    sigset_t set;

    sigemptyset(&set);
    sigaddset(&set, SIGUSR1);
    sigaddset(&set, SIGSYS);
    CHECK_EQ(sigprocmask(SIG_SETMASK, &set, NULL), 0);
    join_thread(start_thread(thread, NULL));
    CHECK_EQ(blocked(SIGUSR1), 1);
    CHECK_EQ(blocked(SIGUSR2), 0);
    CHECK_EQ(child_status(child), EXITED(0));
    return passed();
}
