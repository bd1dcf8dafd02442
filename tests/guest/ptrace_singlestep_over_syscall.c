/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A step over `syscall` is one step, like that over any instruction. */
#include "tracing.h"

void walk(void);
extern char walk_call[], walk_end[];
asm(".text\n.globl walk\nwalk:\nint3\nmov $110, %eax\nnop\n"
    ".globl walk_call\nwalk_call:\nsyscall\nnop\n.globl walk_end\nwalk_end:\nret\n");

static void step(pid_t pid, const char *to)
{
    CHECK_EQ(resume(PTRACE_SINGLESTEP, pid, 0), STOPPED(SIGTRAP));
    CHECK_EQ(regs_of(pid).rip, to);
}

static void walk_forever(void)
{
    for (;;)
        walk();
}

int main(void)
{
    pid_t pid = start_tracee(walk_forever, 0);

    for (int round = 0; round < 3; round++) {
        CHECK_EQ(resume(PTRACE_CONT, pid, 0), STOPPED(SIGTRAP));
        step(pid, walk_call - 1);
        step(pid, walk_call);
        CHECK_EQ(siginfo_of(pid).si_code, TRAP_TRACE);
        step(pid, walk_call + 2);
        CHECK_EQ(siginfo_of(pid).si_code, TRAP_BRKPT);
        CHECK_EQ(regs_of(pid).rax, getpid());
        CHECK_EQ(regs_of(pid).orig_rax, SYS_getppid);
        step(pid, walk_end);
        CHECK_EQ(siginfo_of(pid).si_code, TRAP_TRACE);
    }
    CHECK_OK(kill(pid, SIGKILL));
    CHECK_EQ(wait_status(pid), KILLED(SIGKILL));
    return passed();
}
