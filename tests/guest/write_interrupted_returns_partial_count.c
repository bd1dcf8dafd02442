/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A write that moved some bytes before a signal returns their number,
 * SA_RESTART or not (write(2)).
 */
#include "check.h"

static volatile int count;

static void handler(int sig, siginfo_t *info, void *context)
{
    (void)sig, (void)info, (void)context;
    count++;
}

static void run(int flags)
{
    static char data[1 << 20];
    int pipes[2];
    ssize_t size;

    CHECK_OK(pipe(pipes));
    size = CHECK_OK(fcntl(pipes[1], F_GETPIPE_SZ));
    set_handler(SIGALRM, handler, flags);
    alarm_every_us(10000);
    CHECK_EQ(write(pipes[1], data, sizeof data), size);
    set_handler(SIGALRM, handler, 0);
    CHECK_ERR(write(pipes[1], data, sizeof data), EINTR);
    alarm_every_us(0);
    CHECK_OK(close(pipes[0]));
    CHECK_OK(close(pipes[1]));
}

int main(void)
{
    run(0);
    run(SA_RESTART);
    CHECK(count >= 4);
    return passed();
}
