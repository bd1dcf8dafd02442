/* SPDX-License-Identifier: GPL-2.0-or-later */
/* PTRACE_EVENT_EXEC finds the new program at its first instruction, with its
 * first stack and its auxiliary vector; then comes the exit of execve. */
/* build: static */
#include <elf.h>
#include <fcntl.h>

#include "tracing.h"

static void body(void)
{
    execl("/proc/self/exe", "name", "again", (char *)0);
    _exit(1);
}

static unsigned long auxv_of(pid_t pid, unsigned long type)
{
    char path[32];
    Elf64_auxv_t auxv[64];

    snprintf(path, sizeof path, "/proc/%d/auxv", pid);
    int fd = CHECK_OK(open(path, O_RDONLY));
    long size = CHECK_OK(read(fd, auxv, sizeof auxv));
    close(fd);
    for (unsigned i = 0; i < size / sizeof auxv[0]; i++)
        if (auxv[i].a_type == type)
            return auxv[i].a_un.a_val;
    return 0;
}

static void check_start(pid_t pid)
{
    struct user_regs_struct regs = regs_of(pid);
    char name[8] = "";

    CHECK_EQ(regs.rip, auxv_of(pid, AT_ENTRY));
    CHECK_EQ(regs.rip % 4096, auxv_of(getpid(), AT_ENTRY) % 4096);
    CHECK_EQ(regs.rsp % 16, 0);
    CHECK_EQ(regs.rbx | regs.rcx | regs.rdx | regs.rsi | regs.rdi | regs.rbp, 0);
    CHECK_EQ(regs.orig_rax, SYS_execve);
    CHECK_EQ(ptrace(PTRACE_PEEKDATA, pid, regs.rsp, 0), 2);
    unsigned long argv0 = ptrace(PTRACE_PEEKDATA, pid, regs.rsp + 8, 0);
    *(long *)name = ptrace(PTRACE_PEEKDATA, pid, argv0, 0);
    CHECK_STR(name, "name");
}

int main(int argc, char **argv)
{
    (void)argv;
    if (argc > 1)
        return 9;
    pid_t pid = start_tracee(body, PTRACE_O_TRACEEXEC | PTRACE_O_TRACESYSGOOD);
    unsigned long message = 0;
    siginfo_t info;

    run_to_entry_of(pid, SYS_execve);
    CHECK_EQ(resume(PTRACE_SYSCALL, pid, 0), STOPPED_EVENT(PTRACE_EVENT_EXEC));
    check_start(pid);
    CHECK_OK(ptrace(PTRACE_GETEVENTMSG, pid, 0, &message));
    CHECK_EQ(message, pid);
    info = siginfo_of(pid);
    CHECK_EQ(info.si_signo, SIGTRAP);
    CHECK_EQ(info.si_code, SIGTRAP | PTRACE_EVENT_EXEC << 8);
    CHECK_EQ(info.si_pid, pid);
    CHECK_EQ(resume(PTRACE_SYSCALL, pid, 0), STOPPED_CALL);
    check_start(pid);
    CHECK_EQ(siginfo_of(pid).si_code, SIGTRAP | 0x80);
    CHECK_EQ(resume(PTRACE_SYSCALL, pid, 0), STOPPED_CALL);
    CHECK_EQ(regs_of(pid).rax, -ENOSYS);
    finish(pid, 9);
    return passed();
}
