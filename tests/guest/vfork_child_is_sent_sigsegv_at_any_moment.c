/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A signal like any other: SIGSEGV, SIGBUS and SIGSYS may be sent to a vfork child
 * from its first moment on, and its parent never notices (vfork(2)).
 */
#include "check.h"

#define ROUNDS 4000
#define PAUSE_NS 30000

static void handler(int sig, siginfo_t *info, void *context)
{
    (void)sig, (void)info, (void)context;
}

static long now_ns(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000000000L + now.tv_nsec;
}

/* To the parent and whatever child it has: they are the group. */
static _Noreturn void send_for_ever(pid_t group)
{
    static const int signals[] = { SIGSEGV, SIGBUS, SIGSYS };

    for (int i = 0;; i++) {
        long next = now_ns() + PAUSE_NS;

        if (kill(-group, signals[i % 3]) != 0)
            _exit(0);
        while (now_ns() < next)
            ;
    }
}

int main(void)
{
    pid_t sender, child;

    setpgid(0, 0); /* unless it leads a session already */
    set_handler(SIGSEGV, handler, 0);
    set_handler(SIGBUS, handler, 0);
    set_handler(SIGSYS, handler, 0);
    sender = CHECK_OK(fork());
    if (sender == 0) {
        pid_t group = getpgrp();

        setpgid(0, 0);
        send_for_ever(group);
    }
    for (int i = 0; i < ROUNDS; i++) {
        while ((child = vfork()) < 0)
            CHECK_EQ(errno, EINTR);
        if (child == 0)
            _exit(i % 100);
        CHECK_EQ(wait_status(child), EXITED(i % 100));
    }
    CHECK_OK(kill(sender, SIGKILL));
    CHECK_EQ(wait_status(sender), KILLED(SIGKILL));
    return passed();
}
