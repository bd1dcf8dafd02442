/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A signal at any moment before, in or after a blocking read is neither lost
 * nor seen twice.
 */
#include "check.h"

#define ROUNDS 2000

static int pipes[2];
static volatile int count;

static void handler(int sig, siginfo_t *info, void *context)
{
    (void)sig, (void)info, (void)context;
    count++;
    CHECK_EQ(write(pipes[1], &(char){ count }, 1), 1);
}

static void run(int flags)
{
    struct sigevent event = { .sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGUSR1 };
    timer_t timer;

    CHECK_OK(timer_create(CLOCK_MONOTONIC, &event, &timer));
    set_handler(SIGUSR1, handler, flags);
    for (int i = 1; i <= ROUNDS; i++) {
        struct itimerspec once = { .it_value = { 0, 1 + i % 100 * 400 } };
        char byte = 0;
        ssize_t got;

        count = i - 1;
        CHECK_OK(timer_settime(timer, 0, &once, NULL));
        do {
            got = read(pipes[0], &byte, 1);
            if (got == -1)
                CHECK(errno == EINTR && !(flags & SA_RESTART) && count == i);
        } while (got == -1);
        CHECK_EQ(got, 1);
        CHECK_EQ(count, i);
        CHECK_EQ(byte, (char)i);
    }
    CHECK_OK(timer_delete(timer));
}

int main(void)
{
    CHECK_OK(pipe(pipes));
    run(SA_RESTART);
    run(0);
    return passed();
}
