/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * CLONE_CLEAR_SIGHAND resets handlers in the child and keeps what is ignored
 * (clone(2)).
 */
#include <linux/sched.h>
#include <sched.h>

#include "check.h"

static void handler(int sig, siginfo_t *info, void *context)
{
    (void)sig, (void)info, (void)context;
}

static void *action_of(int sig)
{
    struct sigaction act;

    CHECK_OK(sigaction(sig, NULL, &act));
    return (void *)act.sa_handler;
}

int main(void)
{
    struct clone_args args = { .flags = CLONE_CLEAR_SIGHAND, .exit_signal = SIGCHLD };
    pid_t pid;

    set_handler(SIGUSR1, handler, 0);
    set_handler(SIGSYS, handler, 0);
    set_handler(SIGSEGV, handler, SA_ONSTACK);
    signal(SIGUSR2, SIG_IGN);
    pid = CHECK_OK(syscall(SYS_clone3, &args, sizeof args));
    if (pid == 0) {
        CHECK_EQ(action_of(SIGUSR1), SIG_DFL);
        CHECK_EQ(action_of(SIGSYS), SIG_DFL);
        CHECK_EQ(action_of(SIGSEGV), SIG_DFL);
        CHECK_EQ(action_of(SIGUSR2), SIG_IGN);
        raise(SIGUSR1);
        _exit(1);
    }
    CHECK_EQ(wait_status(pid), KILLED(SIGUSR1));
    CHECK_EQ(action_of(SIGUSR1), handler);
    return passed();
}
