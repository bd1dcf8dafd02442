/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * CLONE_VM alone: a process of its own in the same memory, with dispositions
 * of its own.
 */
#include <sched.h>

#include "check.h"

static volatile int shared, seen_pid, seen_parent;

static int body(void *arg)
{
    (void)arg;
    shared = 1;
    seen_pid = syscall(SYS_getpid);
    seen_parent = getppid();
    signal(SIGUSR1, SIG_IGN);
    close(0);
    syscall(SYS_exit_group, 12);
    return 0;
}

int main(void)
{
    char *stack = map_anon(16 * PAGE, PROT_READ | PROT_WRITE);
    struct sigaction act;

    for (int i = 0; i < 20; i++) {
        pid_t pid = CHECK_OK(clone(body, stack + 16 * PAGE, CLONE_VM | SIGCHLD, NULL));

        CHECK_EQ(wait_status(pid), EXITED(12));
        CHECK_EQ(shared, 1);
        CHECK_EQ(seen_pid, pid);
        CHECK_EQ(seen_parent, getpid());
        CHECK_OK(sigaction(SIGUSR1, NULL, &act));
        CHECK_EQ(act.sa_handler, SIG_DFL);
        CHECK_OK(dup(0));
        shared = 0;
    }
    return passed();
}
