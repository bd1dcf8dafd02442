/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A signal for the process goes to a thread that does not block it (signal(7)). */
#include "check.h"

static volatile pid_t handled_by, open_tid;
static volatile int count;

static void handler(int sig, siginfo_t *info, void *context)
{
    (void)sig, (void)info, (void)context;
    handled_by = gettid();
    count++;
}

static void *open_thread(void *arg)
{
    sigset_t none;

    sigemptyset(&none);
    CHECK_EQ(pthread_sigmask(SIG_SETMASK, &none, NULL), 0);
    open_tid = gettid();
    while (count < 50)
        usleep(1000);
    return arg;
}

int main(void)
{
    sigset_t set;
    pthread_t thread;

    set_handler(SIGUSR1, handler, 0);
    sigemptyset(&set);
    sigaddset(&set, SIGUSR1);
    CHECK_EQ(sigprocmask(SIG_BLOCK, &set, NULL), 0);
    thread = start_thread(open_thread, NULL);
    while (open_tid == 0)
        usleep(100);
    for (int i = 1; i <= 50; i++) {
        CHECK_OK(kill(getpid(), SIGUSR1));
        while (count < i)
            usleep(100);
        CHECK_EQ(handled_by, open_tid);
    }
    join_thread(thread);
    return passed();
}
