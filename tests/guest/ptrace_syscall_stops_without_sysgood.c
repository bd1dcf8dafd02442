/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Without PTRACE_O_TRACESYSGOOD a call stops with plain SIGTRAP, twice. */
#include "tracing.h"

static void body(void)
{
    for (int i = 0; i < 10; i++)
        raw_call(SYS_getppid, 0, 0, 0);
    raw_call(SYS_exit_group, 3, 0, 0);
}

int main(void)
{
    pid_t pid = start_tracee(body, 0);
    int entries = 0, exits = 0, status;

    while ((status = resume(PTRACE_SYSCALL, pid, 0)) == STOPPED(SIGTRAP)) {
        struct user_regs_struct regs = regs_of(pid);
        CHECK_EQ(siginfo_of(pid).si_code, SIGTRAP);
        if (regs.orig_rax != SYS_getppid)
            continue;
        CHECK_EQ(regs.rip, call_next);
        entries += regs.rax == (unsigned long)-ENOSYS;
        exits += regs.rax == (unsigned long)getpid();
    }
    CHECK_EQ(status, EXITED(3));
    CHECK_EQ(entries, 10);
    CHECK_EQ(exits, 10);
    return passed();
}
