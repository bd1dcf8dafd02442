/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A step that delivers a signal ends at the first instruction of its handler;
 * the steps out of it come back to where it began. */
#include "tracing.h"

static void nothing(int sig)
{
    (void)sig;
}

static void body(void)
{
    signal(SIGUSR1, nothing);
    asm volatile("int3; nop; nop");
    _exit(5);
}

int main(void)
{
    pid_t pid = start_tracee(body, 0);
    struct user_regs_struct before, regs;
    int steps = 0;

    CHECK_EQ(resume(PTRACE_CONT, pid, 0), STOPPED(SIGTRAP));
    before = regs_of(pid);
    CHECK_OK(kill(pid, SIGUSR1));
    CHECK_EQ(resume(PTRACE_SINGLESTEP, pid, 0), STOPPED(SIGUSR1));
    CHECK_EQ(regs_of(pid).rip, before.rip);
    CHECK_EQ(resume(PTRACE_SINGLESTEP, pid, SIGUSR1), STOPPED(SIGTRAP));
    regs = regs_of(pid);
    CHECK_EQ(regs.rip, nothing);
    CHECK_EQ(regs.rdi, SIGUSR1);
    CHECK_EQ(siginfo_of(pid).si_code, SIGTRAP);
    do {
        CHECK_EQ(resume(PTRACE_SINGLESTEP, pid, 0), STOPPED(SIGTRAP));
        regs = regs_of(pid);
        CHECK(++steps < 100);
    } while (regs.rip != before.rip);
    CHECK_EQ(regs.rsp, before.rsp);
    CHECK_EQ(regs.rax, before.rax);
    finish(pid, 5);
    return passed();
}
