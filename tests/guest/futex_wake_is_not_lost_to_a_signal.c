/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A wake and a signal at once: the waiter reports the wake, or somebody else
 * gets it (futex(2)).
 */
#include "waiter.h"

#define ROUNDS 300

static volatile uint32_t word;
static volatile pid_t tid;
static volatile int handled, round_now, answered;
static volatile long result;

static void handler(int sig, siginfo_t *info, void *context)
{
    (void)sig, (void)info, (void)context;
    handled++;
}

static void *waiter(void *arg)
{
    tid = gettid();
    for (int i = 1; i <= ROUNDS; i++) {
        while (round_now < i)
            sched_yield();
        result = futex(&word, FUTEX_WAIT_PRIVATE, i, NULL, NULL, 0) == -1 ? errno : 0;
        answered = i;
    }
    return arg;
}

int main(void)
{
    pthread_t thread;

    set_handler(SIGUSR1, handler, 0);
    thread = start_thread(waiter, NULL);
    while (tid == 0)
        usleep(50);
    for (int i = 1; i <= ROUNDS; i++) {
        long woken;

        word = i;
        round_now = i;
        for (int spin = 0; spin < i % 50 * 200; spin++)
            asm volatile("pause");
        CHECK_OK(syscall(SYS_tgkill, getpid(), tid, SIGUSR1));
        woken = futex(&word, FUTEX_WAKE_PRIVATE, 1, NULL, NULL, 0);
        if (woken == 0)
            while (answered != i &&
                   futex(&word, FUTEX_WAKE_PRIVATE, 1, NULL, NULL, 0) == 0)
                sched_yield();
        while (answered != i)
            sched_yield();
        if (woken == 1)
            CHECK_EQ(result, 0);
        else
            CHECK(result == 0 || result == EINTR);
    }
    join_thread(thread);
    return passed();
}
