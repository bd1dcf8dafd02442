/* SPDX-License-Identifier: GPL-2.0-or-later */
/* At a signal's stop the tracer may drop it, replace it, or edit its siginfo. */
#include "tracing.h"

static volatile sig_atomic_t usr1, usr2, value;

static void count(int sig, siginfo_t *info, void *context)
{
    (void)context;
    if (sig == SIGUSR1)
        usr1++;
    else
        usr2++;
    value = info->si_value.sival_int;
}

static void body(void)
{
    set_handler(SIGUSR1, count, 0);
    set_handler(SIGUSR2, count, 0);
    sigqueue(getpid(), SIGUSR1, (union sigval){.sival_int = 1});
    CHECK_EQ(usr1 + usr2, 0);
    sigqueue(getpid(), SIGUSR1, (union sigval){.sival_int = 2});
    CHECK_EQ(usr2, 1);
    sigqueue(getpid(), SIGUSR1, (union sigval){.sival_int = 3});
    CHECK_EQ(usr1, 1);
    CHECK_EQ(value, 33);
}

int main(void)
{
    pid_t pid = start_tracee(body, 0);
    siginfo_t info;

    CHECK_EQ(resume(PTRACE_CONT, pid, 0), STOPPED(SIGUSR1));
    info = siginfo_of(pid);
    CHECK_EQ(info.si_code, SI_QUEUE);
    CHECK_EQ(info.si_pid, pid);
    CHECK_EQ(info.si_value.sival_int, 1);
    CHECK_EQ(resume(PTRACE_CONT, pid, 0), STOPPED(SIGUSR1));
    CHECK_EQ(siginfo_of(pid).si_value.sival_int, 2);
    CHECK_EQ(resume(PTRACE_CONT, pid, SIGUSR2), STOPPED(SIGUSR1));
    info = siginfo_of(pid);
    info.si_value.sival_int = 33;
    CHECK_OK(ptrace(PTRACE_SETSIGINFO, pid, 0, &info));
    CHECK_EQ(resume(PTRACE_CONT, pid, SIGUSR1), EXITED(0));
    return passed();
}
