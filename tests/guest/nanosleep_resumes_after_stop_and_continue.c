/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A process stopped and continued in nanosleep sleeps on for the time that was
 * left (signal(7)).
 */
#include "check.h"

static void sleeper(void)
{
    struct timespec time = { 0, 150000000 };
    long start = now_ms();

    CHECK_OK(nanosleep(&time, NULL));
    CHECK(now_ms() - start >= 149);
}

int main(void)
{
    int status;
    pid_t pid = CHECK_OK(fork());

    if (pid == 0) {
        sleeper();
        _exit(0);
    }
    for (int i = 0; i < 3; i++) {
        sleep_ms(20);
        CHECK_OK(kill(pid, SIGSTOP));
        CHECK_EQ(waitpid(pid, &status, WUNTRACED), pid);
        if (!WIFSTOPPED(status)) { /* it was late here, and is done */
            CHECK_EQ(status, EXITED(0));
            return passed();
        }
        CHECK_OK(kill(pid, SIGCONT));
    }
    CHECK_EQ(wait_status(pid), EXITED(0));
    return passed();
}
