/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A read on a pipe goes on after handlers with SA_RESTART (signal(7)). */
#include "check.h"

static int pipes[2];
static volatile int count;

static void handler(int sig, siginfo_t *info, void *context)
{
    (void)sig, (void)info, (void)context;
    if (++count % 10 == 0)
        CHECK_EQ(write(pipes[1], &(char){ count }, 1), 1);
}

int main(void)
{
    char byte;

    CHECK_OK(pipe(pipes));
    set_handler(SIGALRM, handler, SA_RESTART);
    alarm_every_us(1000);
    for (int i = 1; i <= 10; i++) {
        CHECK_EQ(read(pipes[0], &byte, 1), 1);
        CHECK_EQ(byte, i * 10);
    }
    return passed();
}
