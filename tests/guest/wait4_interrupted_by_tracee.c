/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A signal without SA_RESTART that a running tracee sends its tracer ends the
 * tracer's wait4(2) with EINTR, whatever calls the tracee makes before it.
 */
#include "check.h"

#include <sys/ptrace.h>

static void handler(int sig, siginfo_t *info, void *context)
{
    (void)sig, (void)info, (void)context;
}

int main(void)
{
    int status;
    pid_t pid;

    set_handler(SIGUSR1, handler, 0);
    pid = CHECK_OK(fork());
    if (pid == 0) {
        CHECK_OK(ptrace(PTRACE_TRACEME, 0, 0, 0));
        CHECK_OK(raise(SIGSTOP));
        for (int i = 0; i < 200; i++) {
            wait_until_asleep(getppid());
            CHECK_OK(kill(getppid(), SIGUSR1));
        }
        pause();
    }
    CHECK_EQ(waitpid(pid, &status, 0), pid);
    CHECK_OK(ptrace(PTRACE_CONT, pid, 0, 0));
    for (int i = 0; i < 200; i++)
        CHECK_ERR(wait(&status), EINTR);
    CHECK_OK(kill(pid, SIGKILL));
    CHECK_EQ(wait_status(pid), KILLED(SIGKILL));
    return passed();
}
