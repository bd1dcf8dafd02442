/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A nested handler without SA_RESTART does not end the read, one that
 * interrupts it does.
 */
#include "check.h"

static int pipes[2];
static volatile int count, nested;

static void outer(int sig, siginfo_t *info, void *context)
{
    (void)sig, (void)info, (void)context;
    CHECK_OK(raise(SIGUSR1)); /* handled here and now, inside this handler */
    if (++count == 10)
        CHECK_EQ(write(pipes[1], "x", 1), 1);
}

static void inner(int sig, siginfo_t *info, void *context)
{
    (void)sig, (void)info, (void)context;
    nested++;
}

int main(void)
{
    char byte;

    CHECK_OK(pipe(pipes));
    set_handler(SIGUSR1, inner, 0);
    set_handler(SIGALRM, outer, SA_RESTART);
    alarm_every_us(2000);
    CHECK_EQ(read(pipes[0], &byte, 1), 1);
    CHECK(count >= 10 && nested >= 10);
    set_handler(SIGALRM, inner, 0);
    CHECK_ERR(read(pipes[0], &byte, 1), EINTR);
    return passed();
}
