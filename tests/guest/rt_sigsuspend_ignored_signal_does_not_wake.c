/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A signal without a handler that is ignored does not end sigsuspend (sigsuspend(2)). */
#include "check.h"

static volatile int count;

static void handler(int sig, siginfo_t *info, void *context)
{
    (void)sig, (void)info, (void)context;
    count++;
}

int main(void)
{
    pid_t main_pid = getpid(), pid;
    sigset_t none;

    signal(SIGUSR2, SIG_IGN);
    set_handler(SIGUSR1, handler, 0);
    sigemptyset(&none);
    sigset_t set;
    sigfillset(&set);
    CHECK_EQ(sigprocmask(SIG_SETMASK, &set, NULL), 0);
    pid = CHECK_OK(fork());
    if (pid == 0) {
        wait_until_asleep(main_pid);
        for (int i = 0; i < 5; i++) {
            CHECK_OK(kill(main_pid, SIGUSR2));
            CHECK_OK(kill(main_pid, SIGWINCH));
        }
        sleep_ms(20);
        CHECK_OK(kill(main_pid, SIGUSR1));
        _exit(0);
    }
    CHECK_ERR(sigsuspend(&none), EINTR);
    CHECK_EQ(count, 1);
    CHECK_EQ(wait_status(pid), EXITED(0));
    return passed();
}
