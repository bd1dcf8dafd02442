/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * CLONE_VM|CLONE_VFORK with a stack, as posix_spawn uses it: the parent waits
 * for exec or exit.
 */
#include <sched.h>

#include "check.h"

static volatile int stage;

static int exiting(void *arg)
{
    (void)arg;
    sleep_ms(10);
    stage = 1;
    _exit(3);
}

static int executing(void *arg)
{
    char *argv[] = { "x", "4", NULL };

    (void)arg;
    stage = 2;
    execv("/proc/self/exe", argv);
    _exit(99);
}

int main(int argc, char **argv)
{
    char *stack;

    if (argc > 1)
        return atoi(argv[1]);
    stack = map_anon(64 * PAGE, PROT_READ | PROT_WRITE);
    for (int i = 0; i < 10; i++) {
        pid_t pid = CHECK_OK(
            clone(exiting, stack + 64 * PAGE, CLONE_VM | CLONE_VFORK | SIGCHLD, NULL));

        CHECK_EQ(stage, 1);
        CHECK_EQ(wait_status(pid), EXITED(3));
        pid = CHECK_OK(
            clone(executing, stack + 64 * PAGE, CLONE_VM | CLONE_VFORK | SIGCHLD, NULL));
        CHECK_EQ(stage, 2);
        CHECK_EQ(wait_status(pid), EXITED(4));
    }
    return passed();
}
