/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A vfork child runs handlers of its own, and a child killed by a signal frees
 * the parent.
 */
#include "check.h"

static volatile int count;

static void handler(int sig, siginfo_t *info, void *context)
{
    (void)sig, (void)info, (void)context;
    count++;
}

int main(void)
{
    for (int i = 1; i <= 10; i++) {
        pid_t pid = vfork();

        CHECK_OK(pid);
        if (pid == 0) {
            set_handler(SIGUSR1, handler, 0);
            kill(getpid(), SIGUSR1);
            kill(getpid(), i % 2 ? SIGKILL : SIGTERM);
            _exit(1);
        }
        CHECK_EQ(wait_status(pid), KILLED(i % 2 ? SIGKILL : SIGTERM));
        CHECK_EQ(count, i);
    }
    return passed();
}
