/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A vfork child keeps its parent's alternate stack and may take signals on it
 * (sigaltstack(2)).
 */
#include "check.h"

static char area[65536];
static volatile int on_it, child_on_it;

static void handler(int sig, siginfo_t *info, void *context)
{
    char here;

    (void)sig, (void)info, (void)context;
    on_it = &here >= area && &here < area + sizeof area;
}

int main(void)
{
    stack_t stack = { .ss_sp = area, .ss_size = sizeof area }, now;

    CHECK_OK(sigaltstack(&stack, NULL));
    set_handler(SIGUSR1, handler, SA_ONSTACK);
    for (int i = 0; i < 10; i++) {
        pid_t pid = vfork();

        CHECK_OK(pid);
        if (pid == 0) {
            kill(getpid(), SIGUSR1);
            child_on_it = on_it;
            on_it = 0;
            _exit(0);
        }
        CHECK_EQ(wait_status(pid), EXITED(0));
        CHECK_EQ(child_on_it, 1);
        CHECK_OK(sigaltstack(NULL, &now));
        CHECK_EQ(now.ss_sp, area);
        CHECK_EQ(now.ss_flags, 0);
        CHECK_OK(raise(SIGUSR1));
        CHECK_EQ(on_it, 1);
    }
    return passed();
}
