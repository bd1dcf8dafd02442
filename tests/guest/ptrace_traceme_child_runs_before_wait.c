/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * PTRACE_TRACEME: the child runs on, whatever it calls, while its parent does not wait:
 * the parent sleeps, or reads what the child tells it.
 */
#include <sys/ptrace.h>

#include "check.h"

#define CALLS 50

static int told[2];

static void tell_much(void)
{
    CHECK_OK(ptrace(PTRACE_TRACEME, 0, NULL, NULL));
    for (int i = 0; i < CALLS; i++)
        CHECK_EQ(write(told[1], "x", 1), 1);
    raise(SIGUSR1);
    _exit(3);
}

static void wait_for_stop_and_end(pid_t pid)
{
    int status;

    CHECK_EQ(waitpid(pid, &status, 0), pid);
    CHECK(WIFSTOPPED(status));
    CHECK_EQ(WSTOPSIG(status), SIGUSR1);
    CHECK_OK(ptrace(PTRACE_CONT, pid, NULL, 0));
    CHECK_EQ(wait_status(pid), EXITED(3));
}

static void read_all(void)
{
    char byte;

    for (int i = 0; i < CALLS; i++) {
        CHECK_EQ(read(told[0], &byte, 1), 1);
        CHECK_EQ(byte, 'x');
    }
}

static void *trace_in_thread(void *unused)
{
    pid_t pid = CHECK_OK(fork());

    if (pid == 0)
        tell_much();
    read_all();
    wait_for_stop_and_end(pid);
    return unused;
}

int main(void)
{
    struct timespec sleep = { .tv_nsec = 300000000 }, left = { 0 };
    pthread_t thread;
    pid_t pid;

    CHECK_OK(pipe(told));
    pid = CHECK_OK(fork());
    if (pid == 0)
        tell_much();
    read_all();
    wait_for_stop_and_end(pid);
    pid = CHECK_OK(fork());
    if (pid == 0)
        tell_much();
    CHECK_OK(nanosleep(&sleep, &left));
    CHECK_OK(fcntl(told[0], F_SETFL, O_NONBLOCK));
    read_all();
    CHECK_OK(fcntl(told[0], F_SETFL, 0));
    wait_for_stop_and_end(pid);
    CHECK_EQ(pthread_create(&thread, NULL, trace_in_thread, NULL), 0);
    CHECK_EQ(pthread_join(thread, NULL), 0);
    return passed();
}
