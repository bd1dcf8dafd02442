/* SPDX-License-Identifier: GPL-2.0-or-later */
/* PTRACE_SYSEMU: the tracer answers each call, the kernel none. */
#include "tracing.h"

static void body(void)
{
    raise(SIGUSR1);
    CHECK_EQ(raw_call(SYS_getpid, 0, 0, 0), 1000);
    CHECK_EQ(raw_call(SYS_exit_group, 9, 0, 0), 1001);
    raw_call(SYS_exit_group, 8, 0, 0);
}

int main(void)
{
    pid_t pid = start_tracee(body, PTRACE_O_TRACESYSGOOD);
    struct user_regs_struct regs;

    CHECK_EQ(resume(PTRACE_CONT, pid, 0), STOPPED(SIGUSR1));
    for (;;) {
        CHECK_EQ(resume(PTRACE_SYSEMU, pid, 0), STOPPED_CALL);
        regs = regs_of(pid);
        if (regs.rip != (unsigned long)call_next)
            continue;
        if (regs.rdi == 8)
            break;
        regs.rax = regs.rdi == 9 ? 1001 : 1000;
        set_regs(pid, &regs);
    }
    CHECK_EQ(regs.orig_rax, SYS_exit_group);
    CHECK_OK(kill(pid, SIGKILL));
    CHECK_EQ(wait_status(pid), KILLED(SIGKILL));
    return passed();
}
