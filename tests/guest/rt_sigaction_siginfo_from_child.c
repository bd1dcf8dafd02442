/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A signal from another process carries that process's id (sigaction(2)). */
#include "check.h"

static volatile siginfo_t seen;
static volatile int count;

static void handler(int sig, siginfo_t *info, void *context)
{
    (void)sig, (void)context;
    memcpy((void *)&seen, info, sizeof seen);
    count++;
}

int main(void)
{
    pid_t pid;

    set_handler(SIGUSR2, handler, 0);
    pid = CHECK_OK(fork());
    if (pid == 0) {
        CHECK_OK(sigqueue(getppid(), SIGUSR2, (union sigval){ .sival_int = 4711 }));
        _exit(0);
    }
    CHECK_EQ(wait_status(pid), EXITED(0));
    CHECK_EQ(count, 1);
    CHECK_EQ(seen.si_pid, pid);
    CHECK_EQ(seen.si_code, SI_QUEUE);
    CHECK_EQ(seen.si_int, 4711);
    return passed();
}
