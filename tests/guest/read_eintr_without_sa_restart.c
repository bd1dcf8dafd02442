/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A read on a pipe fails with EINTR after a handler without SA_RESTART (signal(7)). */
#include "check.h"

static volatile int count;

static void handler(int sig, siginfo_t *info, void *context)
{
    (void)sig, (void)info, (void)context;
    count++;
}

int main(void)
{
    int pipes[2];
    char byte;

    CHECK_OK(pipe(pipes));
    set_handler(SIGALRM, handler, 0);
    alarm_every_us(2000);
    for (int i = 0; i < 20; i++) {
        int before = count;

        CHECK_ERR(read(pipes[0], &byte, 1), EINTR);
        CHECK(count > before);
    }
    return passed();
}
