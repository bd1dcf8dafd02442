/* SPDX-License-Identifier: GPL-2.0-or-later */
/* PTRACE_GET_SYSCALL_INFO: number and arguments, then result; else nothing. */
#include "tracing.h"

#define ENTRY_SIZE 80
#define EXIT_SIZE 33
#define NONE_SIZE 24

static void body(void)
{
    raw_call(SYS_lseek, -1, 5, 6);
    raw_call(SYS_getpid, 0, 0, 0);
    raise(SIGUSR1);
}

static struct __ptrace_syscall_info info_of(pid_t pid, long size)
{
    struct __ptrace_syscall_info info;

    memset(&info, 0xee, sizeof info);
    CHECK_EQ(ptrace(PTRACE_GET_SYSCALL_INFO, pid, sizeof info, &info), size);
    CHECK_EQ(((unsigned char *)&info)[size], 0xee);
    return info;
}

int main(void)
{
    pid_t pid = start_tracee(body, PTRACE_O_TRACESYSGOOD);
    struct __ptrace_syscall_info info;

    run_to_entry_of(pid, SYS_lseek);
    info = info_of(pid, ENTRY_SIZE);
    CHECK_EQ(info.op, PTRACE_SYSCALL_INFO_ENTRY);
    CHECK_EQ(info.arch, 0xc000003e);
    CHECK_EQ(info.instruction_pointer, call_next);
    CHECK_EQ(info.stack_pointer, regs_of(pid).rsp);
    CHECK_EQ(info.entry.nr, SYS_lseek);
    CHECK_EQ(info.entry.args[0], -1);
    CHECK_EQ(info.entry.args[1], 5);
    CHECK_EQ(info.entry.args[2], 6);
    CHECK_EQ(resume(PTRACE_SYSCALL, pid, 0), STOPPED_CALL);
    info = info_of(pid, EXIT_SIZE);
    CHECK_EQ(info.op, PTRACE_SYSCALL_INFO_EXIT);
    CHECK_EQ(info.exit.rval, -EBADF);
    CHECK_EQ(info.exit.is_error, 1);
    run_to_entry_of(pid, SYS_getpid);
    CHECK_EQ(resume(PTRACE_SYSCALL, pid, 0), STOPPED_CALL);
    info = info_of(pid, EXIT_SIZE);
    CHECK_EQ(info.exit.rval, pid);
    CHECK_EQ(info.exit.is_error, 0);
    CHECK_EQ(resume(PTRACE_CONT, pid, 0), STOPPED(SIGUSR1));
    CHECK_EQ(info_of(pid, NONE_SIZE).op, PTRACE_SYSCALL_INFO_NONE);
    CHECK_EQ(ptrace(PTRACE_GET_SYSCALL_INFO, pid, 1, &info), NONE_SIZE);
    finish(pid, 0);
    return passed();
}
