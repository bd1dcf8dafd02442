/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A waiter stopped and continued waits on, with its time still running (signal(7)). */
#include "waiter.h"

static void child(void)
{
    struct timespec time = { 0, 120000000 };
    volatile uint32_t word = 0;
    long start = now_ms();

    CHECK_ERR(futex(&word, FUTEX_WAIT_PRIVATE, 0, &time, NULL, 0), ETIMEDOUT);
    CHECK(now_ms() - start >= 119);
}

int main(void)
{
    pid_t pid = CHECK_OK(fork());
    int status;

    if (pid == 0) {
        child();
        _exit(0);
    }
    for (int i = 0; i < 2; i++) {
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
