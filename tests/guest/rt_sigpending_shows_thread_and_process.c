/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Pending signals of thread and process are shown, with no duplicates
 * elsewhere (sigpending(2)).
 */
#include "check.h"

static unsigned long pending_now(void)
{
    unsigned long set = 0;

    CHECK_OK(syscall(SYS_rt_sigpending, &set, 8));
    return set;
}

#define BIT(sig) (1UL << ((sig)-1))

static void *thread(void *arg)
{
    CHECK_EQ(pending_now(), BIT(SIGUSR2)); /* the process's; not main's own */
    CHECK_EQ(pthread_kill(pthread_self(), SIGTERM), 0);
    CHECK_EQ(pending_now(), BIT(SIGUSR2) | BIT(SIGTERM));
    return arg;
}

static void child(void)
{
    CHECK_EQ(pending_now(), 0);
}

int main(void)
{
    unsigned long all = -1UL;

    CHECK_OK(syscall(SYS_rt_sigprocmask, SIG_SETMASK, &all, NULL, 8));
    CHECK_EQ(pending_now(), 0);
    CHECK_OK(syscall(SYS_tgkill, getpid(), gettid(), SIGUSR1));
    CHECK_OK(kill(getpid(), SIGUSR2));
    CHECK_EQ(pending_now(), BIT(SIGUSR1) | BIT(SIGUSR2));
    join_thread(start_thread(thread, NULL));
    CHECK_OK(raise(SIGSYS));
    CHECK_EQ(pending_now(), BIT(SIGUSR1) | BIT(SIGUSR2) | BIT(SIGSYS));
    CHECK_EQ(child_status(child), EXITED(0));
    CHECK_EQ(pending_now(), BIT(SIGUSR1) | BIT(SIGUSR2) | BIT(SIGSYS) | BIT(SIGCHLD));
    return passed();
}
