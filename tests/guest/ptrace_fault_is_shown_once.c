/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A fault stops the tracee at the instruction that made it; one that nobody
 * handles then ends it, and one in a call's argument is no signal at all. */
#include <setjmp.h>

#include "tracing.h"

static sigjmp_buf back;

static void escape(int sig)
{
    (void)sig;
    siglongjmp(back, 1);
}

static void body(void)
{
    signal(SIGSEGV, escape);
    CHECK_EQ(raw_call(SYS_pipe2, 8, 0, 0), -EFAULT);
    CHECK_ERR(syscall(SYS_rt_sigprocmask, SIG_BLOCK, 8, 0, 8), EFAULT);
    CHECK_EQ(raw_call(SYS_execve, 8, 0, 0), -EFAULT);
    if (sigsetjmp(back, 1) == 0)
        *(volatile int *)16 = 1;
    signal(SIGSEGV, SIG_DFL);
    *(volatile int *)24 = 1;
}

int main(void)
{
    pid_t pid = start_tracee(body, 0);
    siginfo_t info;

    CHECK_EQ(resume(PTRACE_CONT, pid, 0), STOPPED(SIGSEGV));
    info = siginfo_of(pid);
    CHECK_EQ(info.si_code, SEGV_MAPERR);
    CHECK_EQ(info.si_addr, 16);
    CHECK_EQ(resume(PTRACE_CONT, pid, SIGSEGV), STOPPED(SIGSEGV));
    CHECK_EQ(siginfo_of(pid).si_addr, 24);
    CHECK_EQ(resume(PTRACE_CONT, pid, SIGSEGV) & ~0x80, KILLED(SIGSEGV));
    return passed();
}
