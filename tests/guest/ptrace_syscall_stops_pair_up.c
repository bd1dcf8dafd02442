/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Each call stops at its entry and its exit, both in the tracee's own code. */
#include "tracing.h"

static const struct {
    long nr, a, b, c, result;
} calls[] = {
    {SYS_lseek, -1, 0x1122334455667788, 3, -EBADF},
    {SYS_umask, 022, 0, 0, 0},
    {SYS_umask, 077, 0, 0, 022},
    {9999, 1, 2, 3, -ENOSYS},
    {SYS_brk, -1, 0, 0, 0},
    {SYS_rt_sigprocmask, SIG_BLOCK, 0, 0, -EINVAL},
};
#define COUNT (sizeof calls / sizeof calls[0])

static void body(void)
{
    raw_call(SYS_umask, 0, 0, 0);
    for (unsigned i = 0; i < COUNT; i++)
        raw_call(calls[i].nr, calls[i].a, calls[i].b, calls[i].c);
}

static struct user_regs_struct stop(pid_t pid, long nr)
{
    CHECK_EQ(resume(PTRACE_SYSCALL, pid, 0), STOPPED_CALL);
    struct user_regs_struct regs = regs_of(pid);
    CHECK_EQ(regs.orig_rax, nr);
    CHECK_EQ(regs.rip, call_next);
    CHECK_EQ(ptrace(PTRACE_PEEKUSER, pid, offsetof(struct user_regs_struct, orig_rax), 0), nr);
    CHECK_EQ(siginfo_of(pid).si_code, SIGTRAP | 0x80);
    return regs;
}

int main(void)
{
    pid_t pid = start_tracee(body, PTRACE_O_TRACESYSGOOD);
    struct user_regs_struct regs;
    unsigned long message;

    run_to_entry_of(pid, SYS_umask);
    stop(pid, SYS_umask);
    for (unsigned i = 0; i < COUNT; i++) {
        regs = stop(pid, calls[i].nr);
        CHECK_EQ(regs.rax, -ENOSYS);
        CHECK_EQ(regs.rdi, calls[i].a);
        CHECK_EQ(regs.rsi, calls[i].b);
        CHECK_EQ(regs.rdx, calls[i].c);
        CHECK_OK(ptrace(PTRACE_GETEVENTMSG, pid, 0, &message));
        CHECK_EQ(message, 1);
        regs = stop(pid, calls[i].nr);
        if (calls[i].nr != SYS_brk)
            CHECK_EQ(regs.rax, calls[i].result);
        CHECK_EQ(regs.rdi, calls[i].a);
        CHECK_OK(ptrace(PTRACE_GETEVENTMSG, pid, 0, &message));
        CHECK_EQ(message, 2);
    }
    CHECK_EQ(resume(PTRACE_SYSCALL, pid, 0), STOPPED_CALL);
    CHECK_EQ(regs_of(pid).orig_rax, SYS_exit_group);
    CHECK_EQ(resume(PTRACE_SYSCALL, pid, 0), EXITED(0));
    return passed();
}
