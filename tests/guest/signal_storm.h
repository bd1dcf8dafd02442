/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * signal_storm.h - the signal STORM is sent to a thread without pause, from several
 * threads and another process: its handler gets them, its system calls are made, and it
 * lives.
 */
#ifndef SIGNAL_STORM_H
#define SIGNAL_STORM_H

#include <sys/eventfd.h>

#include "check.h"

#define CALLS 500
#define SENDERS 4
#define WANTED 200

static volatile sig_atomic_t handled;
static volatile int is_over;
static pid_t target;

static void handler(int sig, siginfo_t *info, void *context)
{
    (void)sig, (void)context;
    CHECK(info->si_code == SI_TKILL || info->si_code == SI_USER);
    handled++;
}

static void *send_signals(void *unused)
{
    while (!is_over)
        CHECK_OK(syscall(SYS_tgkill, getpid(), target, STORM));
    return unused;
}

static pid_t start_process(void)
{
    pid_t parent = getpid(), pid = CHECK_OK(fork());

    if (pid != 0)
        return pid;
    while (kill(parent, STORM) == 0)
        ;
    _exit(0);
}

static inline int signal_storm(void)
{
    pthread_t senders[SENDERS];
    uint64_t one = 1, count = 0;
    int fd = CHECK_OK(eventfd(0, 0));
    pid_t process;

    target = getpid();
    set_handler(STORM, handler, SA_RESTART);
    process = start_process();
    for (int i = 0; i < SENDERS; i++)
        CHECK_EQ(pthread_create(&senders[i], NULL, send_signals, NULL), 0);
    for (int i = 0; i < CALLS || handled < WANTED; i++) {
        CHECK_EQ(write(fd, &one, sizeof(one)), sizeof(one));
        count++;
    }
    is_over = 1;
    for (int i = 0; i < SENDERS; i++)
        CHECK_EQ(pthread_join(senders[i], NULL), 0);
    CHECK_OK(kill(process, SIGKILL));
    CHECK_EQ(wait_status(process), KILLED(SIGKILL));
    CHECK_EQ(read(fd, &one, sizeof(one)), sizeof(one));
    CHECK_EQ(one, count);
    return passed();
}

#endif
