/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * CLONE_SIGHAND shares the table of handlers between processes, pending
 * signals stay apart.
 */
#include <sched.h>

#include "check.h"

static volatile int handled_in;

static void handler(int sig, siginfo_t *info, void *context)
{
    (void)sig, (void)info, (void)context;
    handled_in = syscall(SYS_getpid);
}

static int body(void *arg)
{
    (void)arg;
    set_handler(SIGUSR1, handler, 0);
    syscall(SYS_exit_group, 0);
    return 0;
}

int main(void)
{
    char *stack = map_anon(16 * PAGE, PROT_READ | PROT_WRITE);
    pid_t pid = CHECK_OK(
        clone(body, stack + 16 * PAGE, CLONE_VM | CLONE_SIGHAND | SIGCHLD, NULL));

    CHECK_EQ(wait_status(pid), EXITED(0));
    CHECK_OK(kill(getpid(), SIGUSR1));
    CHECK_EQ(handled_in, getpid());
    return passed();
}
