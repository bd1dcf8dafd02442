/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What ptrace(2) refuses, and with which errno. */
#include "tracing.h"

static void body(void)
{
    raise(SIGUSR1);
    for (;;)
        raw_call(SYS_getppid, 0, 0, 0);
}

static void check_stopped(pid_t pid)
{
    CHECK_ERR(ptrace(PTRACE_PEEKDATA, pid, 8, 0), EIO);
    CHECK_ERR(ptrace(PTRACE_POKEDATA, pid, 8, 0), EIO);
    CHECK_ERR(ptrace(PTRACE_PEEKUSER, pid, 3, 0), EIO);
    CHECK_ERR(ptrace(PTRACE_PEEKUSER, pid, 0x10000, 0), EIO);
    CHECK_ERR(ptrace(PTRACE_CONT, pid, 0, 65), EIO);
    CHECK_ERR(ptrace(PTRACE_DETACH, pid, 0, 1000), EIO);
    CHECK_ERR(ptrace(PTRACE_SETOPTIONS, pid, 0, 1L << 40), EINVAL);
    CHECK_ERR(ptrace(PTRACE_GETREGS, pid, 0, 8), EFAULT);
    CHECK_ERR(ptrace(PTRACE_GETSIGINFO, pid, 0, 8), EFAULT);
    CHECK_ERR(ptrace(PTRACE_GETREGSET, pid, 0x7777, 8), EFAULT);
    CHECK_ERR(ptrace(PTRACE_LISTEN, pid, 0, 0), EIO);
    CHECK_ERR(ptrace(0x7777, pid, 0, 0), EIO);
    CHECK_ERR(ptrace(PTRACE_ATTACH, pid, 0, 0), EPERM);
}

int main(void)
{
    struct user_regs_struct regs;

    CHECK_ERR(ptrace(PTRACE_CONT, getpid(), 0, 0), ESRCH);
    CHECK_ERR(ptrace(PTRACE_CONT, getppid(), 0, 0), ESRCH);
    CHECK_ERR(ptrace(PTRACE_ATTACH, getpid(), 0, 0), EPERM);
    CHECK_ERR(ptrace(PTRACE_ATTACH, 0x3fffffff, 0, 0), ESRCH);
    CHECK_ERR(ptrace(PTRACE_SEIZE, 1, 8, 0), EIO);
    CHECK_ERR(ptrace(0x7777, 0x3fffffff, 0, 0), ESRCH);

    pid_t pid = start_tracee(body, 0);
    CHECK_EQ(resume(PTRACE_CONT, pid, 0), STOPPED(SIGUSR1));
    check_stopped(pid);
    CHECK_OK(ptrace(PTRACE_CONT, pid, 0, 0));
    for (int i = 0; i < 100; i++) {
        CHECK_ERR(ptrace(PTRACE_GETREGS, pid, 0, &regs), ESRCH);
        CHECK_ERR(ptrace(PTRACE_CONT, pid, 0, 0), ESRCH);
        CHECK_ERR(ptrace(0x7777, pid, 0, 0), ESRCH);
    }
    CHECK_OK(kill(pid, SIGUSR1));
    CHECK_EQ(next_stop(pid), STOPPED(SIGUSR1));
    CHECK_EQ(resume(PTRACE_CONT, pid, SIGUSR1), KILLED(SIGUSR1));
    return passed();
}
