/* SPDX-License-Identifier: GPL-2.0-or-later */
/* PTRACE_O_TRACEFORK: the parent stops in its call, the child behind it with 0
 * in rax; both go on. */
#include "tracing.h"

static void body(void)
{
    long pid = raw_call(SYS_fork, 0, 0, 0);

    if (pid == 0)
        _exit(3);
    CHECK_EQ(wait_status((pid_t)pid), EXITED(3));
}

static pid_t to_fork(pid_t pid)
{
    unsigned long child;
    int status;

    while ((status = resume(PTRACE_CONT, pid, 0)) != STOPPED_EVENT(PTRACE_EVENT_FORK))
        CHECK_EQ(status, STOPPED(SIGCHLD));
    struct user_regs_struct regs = regs_of(pid);
    CHECK_EQ(regs.rip, call_next);
    CHECK_EQ(regs.rax, -ENOSYS);
    CHECK_EQ(regs.orig_rax, SYS_fork);
    CHECK_OK(ptrace(PTRACE_GETEVENTMSG, pid, 0, &child));
    return (pid_t)child;
}

int main(void)
{
    pid_t pid = start_tracee(body, PTRACE_O_TRACEFORK | PTRACE_O_TRACESYSGOOD);
    pid_t child = to_fork(pid);
    struct user_regs_struct regs;

    CHECK_EQ(next_stop(child), STOPPED(SIGSTOP));
    regs = regs_of(child);
    CHECK_EQ(regs.rip, call_next);
    CHECK_EQ(regs.rax, 0);
    CHECK_EQ(resume(PTRACE_SYSCALL, child, 0), STOPPED_CALL);
    CHECK_EQ(regs_of(child).orig_rax, SYS_exit_group);
    CHECK_EQ(resume(PTRACE_SYSCALL, pid, 0), STOPPED_CALL);
    regs = regs_of(pid);
    CHECK_EQ(regs.rip, call_next);
    CHECK_EQ(regs.rax, child);
    CHECK_EQ(resume(PTRACE_CONT, child, 0), EXITED(3));
    CHECK_EQ(resume(PTRACE_CONT, pid, 0), STOPPED(SIGCHLD));
    finish(pid, 0);
    return passed();
}
