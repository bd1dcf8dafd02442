/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A handler may post semaphores and wake futexes while its thread sleeps on
 * another (sem_post(3)).
 */
#include <semaphore.h>

#include "check.h"

static sem_t ticks, never;
static volatile int handled;

static void handler(int sig, siginfo_t *info, void *context)
{
    int saved = errno;

    (void)sig, (void)info, (void)context;
    handled++;
    CHECK_OK(sem_post(&ticks));
    errno = saved;
}

static void *counter(void *arg)
{
    for (int i = 0; i < 50; i++)
        while (sem_wait(&ticks) == -1)
            CHECK_EQ(errno, EINTR);
    CHECK_OK(sem_post(&never));
    return arg;
}

int main(void)
{
    sigset_t set;
    pthread_t thread;

    CHECK_OK(sem_init(&ticks, 0, 0));
    CHECK_OK(sem_init(&never, 0, 0));
    set_handler(SIGALRM, handler, SA_RESTART);
    sigemptyset(&set);
    sigaddset(&set, SIGALRM);
    CHECK_EQ(pthread_sigmask(SIG_BLOCK, &set, NULL), 0);
    thread = start_thread(counter, NULL);
    CHECK_EQ(pthread_sigmask(SIG_UNBLOCK, &set, NULL), 0);
    alarm_every_us(1000);
    while (sem_wait(&never) == -1)
        CHECK_EQ(errno, EINTR);
    alarm_every_us(0);
    join_thread(thread);
    CHECK(handled >= 50);
    return passed();
}
