/* SPDX-License-Identifier: GPL-2.0-or-later */
/* While it waits, a signal of its set is taken even if the thread does not block it. */
#include "check.h"

static volatile int delivered;

static void handler(int sig, siginfo_t *info, void *context)
{
    (void)sig, (void)info, (void)context;
    delivered++;
}

int main(void)
{
    pid_t main_pid = getpid(), pid;
    siginfo_t info;
    sigset_t set;

    set_handler(SIGUSR1, handler, 0);
    sigemptyset(&set);
    sigaddset(&set, SIGUSR1);
    pid = CHECK_OK(fork());
    if (pid == 0) {
        wait_until_asleep(main_pid);
        CHECK_OK(kill(main_pid, SIGUSR1));
        _exit(0);
    }
    CHECK_EQ(sigwaitinfo(&set, &info), SIGUSR1);
    CHECK_EQ(info.si_pid, pid);
    CHECK_EQ(delivered, 0);
    CHECK_EQ(wait_status(pid), EXITED(0));
    CHECK_OK(raise(SIGUSR1));
    CHECK_EQ(delivered, 1);
    return passed();
}
