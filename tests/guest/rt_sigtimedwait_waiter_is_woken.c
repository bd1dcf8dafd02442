/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A thread in sigwait takes signals sent to the process by others, SIGSYS and
 * SIGCHLD too.
 */
#include "check.h"

static sigset_t set;
static volatile pid_t tid;
static volatile int taken[64];

static void *waiter(void *arg)
{
    int sig;

    tid = gettid();
    do {
        CHECK_EQ(sigwait(&set, &sig), 0);
        __atomic_add_fetch(&taken[sig], 1, __ATOMIC_SEQ_CST);
    } while (sig != SIGTERM);
    return arg;
}

static void child(void)
{
    for (int i = 0; i < 10; i++)
        CHECK_OK(sigqueue(getppid(), SIGRTMIN + 4, (union sigval){ i }));
}

int main(void)
{
    pthread_t thread;

    sigfillset(&set);
    CHECK_EQ(sigprocmask(SIG_SETMASK, &set, NULL), 0);
    thread = start_thread(waiter, NULL);
    while (tid == 0)
        usleep(100);
    for (int i = 1; i <= 20; i++) {
        CHECK_OK(kill(getpid(), SIGSYS));
        while (taken[SIGSYS] < i)
            usleep(50);
    }
    CHECK_EQ(child_status(child), EXITED(0));
    while (taken[SIGCHLD] < 1 || taken[SIGRTMIN + 4] < 10)
        usleep(50);
    CHECK_OK(kill(getpid(), SIGTERM));
    join_thread(thread);
    CHECK_EQ(taken[SIGRTMIN + 4], 10);
    CHECK_EQ(taken[SIGSYS], 20);
    return passed();
}
