/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Signals for a parent waiting in vfork are handled when it is released (vfork(2)). */
#include "check.h"

static volatile int count, seen_in_child;

static void handler(int sig, siginfo_t *info, void *context)
{
    (void)sig, (void)info, (void)context;
    count++;
}

int main(void)
{
    set_handler(SIGUSR1, handler, 0);
    for (int i = 1; i <= 10; i++) {
        pid_t pid = vfork();

        CHECK_OK(pid);
        if (pid == 0) {
            kill(getppid(), SIGUSR1);
            sleep_ms(3);
            seen_in_child = count;
            _exit(2);
        }
        CHECK_EQ(seen_in_child, i - 1);
        CHECK_EQ(count, i);
        CHECK_EQ(wait_status(pid), EXITED(2));
    }
    return passed();
}
