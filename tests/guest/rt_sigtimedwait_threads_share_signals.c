/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Several threads wait for the same signals of their process: each signal goes to
 * one of them, also while others give up waiting (sigtimedwait(2)).  Who is woken
 * and finds it taken is interrupted.
 */
#include <sched.h>

#include "check.h"

#define WAITERS 3
#define ROUNDS 1500

static const int signals[] = { SIGSEGV, SIGSYS, SIGBUS, SIGUSR1 };
static sigset_t set;
static volatile int taken, is_over;

static int take_one(long timeout_ns)
{
    struct timespec timeout = { 0, timeout_ns };
    int sig = sigtimedwait(&set, NULL, &timeout);

    if (sig > 0)
        __atomic_add_fetch(&taken, 1, __ATOMIC_SEQ_CST);
    else
        CHECK(sig == -1 && (errno == EAGAIN || errno == EINTR));
    return sig;
}

static void *wait_for_long(void *unused)
{
    while (!is_over)
        take_one(900000000);
    return unused;
}

static void *wait_for_moments(void *unused)
{
    while (!is_over)
        take_one(20000);
    return unused;
}

int main(void)
{
    pthread_t threads[WAITERS + 1];

    for (int i = 0; i < 4; i++)
        sigaddset(&set, signals[i]);
    CHECK_EQ(sigprocmask(SIG_BLOCK, &set, NULL), 0);
    for (int i = 0; i < WAITERS; i++)
        threads[i] = start_thread(wait_for_long, NULL);
    threads[WAITERS] = start_thread(wait_for_moments, NULL);
    for (int i = 0; i < ROUNDS; i++) {
        CHECK_OK(kill(getpid(), signals[i % 4]));
        while (taken <= i)
            sched_yield();
        CHECK_EQ(taken, i + 1);
    }
    is_over = 1;
    for (int i = 0; i <= WAITERS; i++)
        join_thread(threads[i]);
    return passed();
}
