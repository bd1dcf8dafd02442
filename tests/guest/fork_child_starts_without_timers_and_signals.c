/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A child has no pending signals, no alarm and no timers of its parent (fork(2)). */
#include "check.h"

static void child(void)
{
    struct itimerval timer;
    struct itimerspec posix;
    sigset_t pending;

    CHECK_OK(sigpending(&pending));
    CHECK_EQ(sigismember(&pending, SIGUSR1), 0);
    CHECK_OK(getitimer(ITIMER_REAL, &timer));
    CHECK_EQ(timer.it_value.tv_sec | timer.it_value.tv_usec, 0);
    CHECK_ERR(syscall(SYS_timer_gettime, 0, &posix), EINVAL);
}

int main(void)
{
    struct itimerval timer = { .it_value = { 1000, 0 } };
    struct sigevent event = { .sigev_notify = SIGEV_NONE };
    struct itimerspec posix;
    int id = -1;
    sigset_t set;

    sigemptyset(&set);
    sigaddset(&set, SIGUSR1);
    CHECK_EQ(sigprocmask(SIG_BLOCK, &set, NULL), 0);
    CHECK_OK(raise(SIGUSR1));
    CHECK_OK(kill(getpid(), SIGUSR1));
    CHECK_OK(setitimer(ITIMER_REAL, &timer, NULL));
    CHECK_OK(syscall(SYS_timer_create, CLOCK_MONOTONIC, &event, &id));
    CHECK_EQ(id, 0);
    CHECK_EQ(child_status(child), EXITED(0));
    CHECK_OK(getitimer(ITIMER_REAL, &timer));
    CHECK(timer.it_value.tv_sec > 900);
    CHECK_OK(syscall(SYS_timer_gettime, id, &posix));
    return passed();
}
