/* SPDX-License-Identifier: GPL-2.0-or-later */
/* PTRACE_O_TRACEEXIT: a last look at a process in its exit call. */
#include "tracing.h"

static void body(void)
{
    raw_call(SYS_exit_group, 6, 0, 0);
}

int main(void)
{
    pid_t pid = start_tracee(body, PTRACE_O_TRACEEXIT);
    unsigned long message;

    CHECK_EQ(resume(PTRACE_CONT, pid, 0), STOPPED_EVENT(PTRACE_EVENT_EXIT));
    CHECK_OK(ptrace(PTRACE_GETEVENTMSG, pid, 0, &message));
    CHECK_EQ(message, EXITED(6));
    struct user_regs_struct regs = regs_of(pid);
    CHECK_EQ(regs.rip, call_next);
    CHECK_EQ(regs.orig_rax, SYS_exit_group);
    CHECK_EQ(regs.rdi, 6);
    set_regs(pid, &regs);
    finish(pid, 6);
    return passed();
}
