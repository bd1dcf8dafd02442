/* SPDX-License-Identifier: GPL-2.0-or-later */
/* At its entry a call can become another one, or none, whose answer is what is in
 * rax; at its exit it can get another result. */
#include <sys/stat.h>

#include "tracing.h"

static void body(void)
{
    CHECK_EQ(raw_call(SYS_umask, 01, 0, 0), 02);
    CHECK_EQ(raw_call(SYS_umask, 03, 0, 0), getpid());
    CHECK_EQ(raw_call(SYS_umask, 04, 0, 0), -ENOSYS);
    CHECK_EQ(raw_call(SYS_umask, 06, 0, 0), -EPERM);
    CHECK_EQ(raw_call(SYS_umask, 07, 0, 0), 7654321);
    raise(SIGUSR1);
    CHECK_EQ(raw_call(SYS_umask, 05, 0, 0), 01234567);
    CHECK_EQ(raw_call(SYS_umask, 0, 0, 0), 05);
}

static void to_exit(pid_t pid)
{
    CHECK_EQ(resume(PTRACE_SYSCALL, pid, 0), STOPPED_CALL);
}

static void skip(pid_t pid, long answer)
{
    struct user_regs_struct regs = regs_of(pid);

    regs.orig_rax = -1UL;
    regs.rax = (unsigned long)answer;
    set_regs(pid, &regs);
}

int main(void)
{
    umask(02);
    pid_t pid = start_tracee(body, PTRACE_O_TRACESYSGOOD);
    struct user_regs_struct regs;

    run_to_entry_of(pid, SYS_umask);
    to_exit(pid);

    run_to_entry_of(pid, SYS_umask);
    regs = regs_of(pid);
    regs.orig_rax = SYS_getpid;
    set_regs(pid, &regs);
    to_exit(pid);
    run_to_entry_of(pid, SYS_umask);
    CHECK_OK(ptrace(PTRACE_POKEUSER, pid, offsetof(struct user_regs_struct, orig_rax), -1));
    to_exit(pid);

    run_to_entry_of(pid, SYS_umask);
    skip(pid, -EPERM);
    to_exit(pid);
    CHECK_EQ((long)regs_of(pid).rax, -EPERM);
    run_to_entry_of(pid, SYS_umask);
    skip(pid, 7654321);
    CHECK_EQ(resume(PTRACE_CONT, pid, 0), STOPPED(SIGUSR1));

    run_to_entry_of(pid, SYS_umask);
    to_exit(pid);
    CHECK_OK(ptrace(PTRACE_POKEUSER, pid, offsetof(struct user_regs_struct, rax), 01234567));
    finish(pid, 0);
    return passed();
}
