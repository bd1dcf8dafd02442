/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A tracee that has been continued makes its calls whatever its tracer does
 * meanwhile, and disturbs none of it: no signal, no EINTR, no timeout that
 * comes too early or much too late. */
#include <poll.h>
#include <sys/epoll.h>

#include "tracing.h"

#define ROUNDS 300

static int fds[2];
static volatile sig_atomic_t signals;

static void count(int sig)
{
    (void)sig;
    signals++;
}

/* Many calls, then a byte for the tracer, and so on. */
static void body(void)
{
    for (;;) {
        for (int i = 0; i < ROUNDS; i++)
            raw_call(SYS_getppid, 0, 0, 0);
        CHECK_EQ(raw_call(SYS_write, fds[1], (long)"x", 1), 1);
    }
}

static void check_time(long start, long least)
{
    long took = now_ms() - start;

    CHECK(took >= least);
    CHECK(took < least * 20 + 2000);
}

static void check_timeouts(void)
{
    struct epoll_event event;
    struct timespec time = {0, 50000000};
    int epoll = CHECK_OK(epoll_create1(0));
    long start = now_ms();

    CHECK_EQ(poll(NULL, 0, 50), 0);
    check_time(start, 50);
    start = now_ms();
    CHECK_EQ(epoll_wait(epoll, &event, 1, 50), 0);
    check_time(start, 50);
    start = now_ms();
    CHECK_EQ(nanosleep(&time, NULL), 0);
    check_time(start, 50);
    start = now_ms();
    CHECK_EQ(select(0, NULL, NULL, NULL, &(struct timeval){0, 50000}), 0);
    check_time(start, 50);
    close(epoll);
}

static void check_waiting(void)
{
    struct pollfd in = {fds[0], POLLIN, 0};
    char byte;

    for (int i = 0; i < 5; i++)
        CHECK_EQ(read(fds[0], &byte, 1), 1);
    CHECK_EQ(poll(&in, 1, -1), 1);
    for (volatile long i = 0; i < 20000000; i++)
        ;
    CHECK_EQ(poll(&in, 1, 0), 1);
}

int main(void)
{
    struct sigaction act = {.sa_handler = count};
    pid_t pid;

    CHECK_OK(pipe(fds));
    pid = start_tracee(body, 0);
    signals = 0;
    CHECK_OK(sigaction(SIGCHLD, &act, NULL));
    for (int round = 0; round < 2; round++) {
        CHECK_OK(ptrace(PTRACE_CONT, pid, 0, 0));
        check_waiting();
        check_timeouts();
        CHECK_EQ(signals, 0);
        CHECK_OK(kill(pid, SIGUSR1));
        while (signals == 0)
            poll(NULL, 0, 10);
        CHECK_EQ(waitpid(pid, NULL, WNOHANG), pid);
        CHECK_EQ(siginfo_of(pid).si_signo, SIGUSR1);
        CHECK_EQ(signals, 1);
        signals = 0;
        signal(SIGCHLD, SIG_DFL);
        if (round == 0)
            CHECK_OK(sigaction(SIGCHLD, &act, NULL));
    }
    CHECK_OK(kill(pid, SIGKILL));
    CHECK_EQ(wait_status(pid), KILLED(SIGKILL));
    return passed();
}
