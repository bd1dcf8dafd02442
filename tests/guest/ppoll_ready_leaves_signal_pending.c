/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * If a descriptor is ready ppoll reports it; the signal stays pending for the
 * restored mask.
 */
#include <poll.h>

#include "check.h"

static volatile int count;

static void handler(int sig, siginfo_t *info, void *context)
{
    (void)sig, (void)info, (void)context;
    count++;
}

int main(void)
{
    unsigned long usr1 = 1UL << (SIGUSR1 - 1), with_usr1 = usr1 | 2, none = 0;
    struct timespec zero = { 0, 0 };
    struct pollfd ready = { .events = POLLIN };
    int pipes[2];

    CHECK_OK(pipe(pipes));
    CHECK_EQ(write(pipes[1], "x", 1), 1);
    ready.fd = pipes[0];
    set_handler(SIGUSR1, handler, 0);
    CHECK_OK(syscall(SYS_rt_sigprocmask, SIG_SETMASK, &usr1, NULL, 8));
    CHECK_OK(raise(SIGUSR1));
    CHECK_EQ(syscall(SYS_ppoll, &ready, 1, &zero, &with_usr1, 8), 1);
    CHECK_EQ(ready.revents, POLLIN);
    CHECK_EQ(count, 0);
    CHECK_EQ(syscall(SYS_ppoll, &ready, 1, NULL, NULL, 8), 1);
    CHECK_EQ(count, 0);
    CHECK_OK(syscall(SYS_rt_sigprocmask, SIG_SETMASK, &none, NULL, 8));
    CHECK_EQ(count, 1);
    return passed();
}
