/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A SIGSTOP that the tracer delivers stops the process: a stop without siginfo,
 * which PTRACE_LISTEN keeps until SIGCONT comes. */
#include "tracing.h"

#define EVENT_STOP 128

static int fds[2];

static void sleeper(void)
{
    char byte;

    CHECK_EQ(raw_call(SYS_read, fds[0], (long)&byte, 1), 1);
    _exit(4);
}

static void busy(void)
{
    for (int i = 0; i < 100000000; i++)
        raw_call(SYS_getppid, 0, 0, 0);
}

static void check_stop_and_cont(void (*body)(void))
{
    pid_t pid = CHECK_OK(fork());
    siginfo_t info;

    if (pid == 0)
        body();
    CHECK_OK(ptrace(PTRACE_SEIZE, pid, 0, PTRACE_O_EXITKILL));
    CHECK_OK(kill(pid, SIGSTOP));
    CHECK_EQ(next_stop(pid), STOPPED(SIGSTOP));
    CHECK_EQ(resume(PTRACE_CONT, pid, SIGSTOP), STOPPED(SIGSTOP | EVENT_STOP << 8));
    CHECK_OK(ptrace(PTRACE_LISTEN, pid, 0, 0));
    CHECK_EQ(waitpid(pid, NULL, WNOHANG), 0);
    CHECK_ERR(ptrace(PTRACE_GETSIGINFO, pid, 0, &info), ESRCH);
    CHECK_OK(kill(pid, SIGCONT));
    CHECK_EQ(next_stop(pid), STOPPED_EVENT(EVENT_STOP));
    CHECK_EQ(resume(PTRACE_CONT, pid, 0), STOPPED(SIGCONT));
    CHECK_OK(ptrace(PTRACE_CONT, pid, 0, 0));
    CHECK_EQ(waitpid(pid, NULL, WNOHANG), 0);
    CHECK_OK(kill(pid, SIGKILL));
    CHECK_EQ(wait_status(pid), KILLED(SIGKILL));
}

static void check_attached(void)
{
    pid_t pid = CHECK_OK(fork());
    siginfo_t info;

    if (pid == 0)
        sleeper();
    wait_until_asleep(pid);
    CHECK_OK(ptrace(PTRACE_ATTACH, pid, 0, 0));
    CHECK_EQ(next_stop(pid), STOPPED(SIGSTOP));
    CHECK_EQ(resume(PTRACE_CONT, pid, SIGSTOP), STOPPED(SIGSTOP));
    CHECK_ERR(ptrace(PTRACE_GETSIGINFO, pid, 0, &info), EINVAL);
    CHECK_EQ(regs_of(pid).rip, call_next);
    CHECK_OK(ptrace(PTRACE_CONT, pid, 0, 0));
    CHECK_EQ(write(fds[1], "x", 1), 1);
    CHECK_EQ(wait_status(pid), EXITED(4));
}

int main(void)
{
    CHECK_OK(pipe(fds));
    check_stop_and_cont(sleeper);
    check_stop_and_cont(busy);
    check_attached();
    return passed();
}
