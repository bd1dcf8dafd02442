/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * SECCOMP_RET_TRACE stops a call for a tracer that has set PTRACE_O_TRACESECCOMP:
 * it sees the call's registers and the filter's data, and may let the call go on,
 * make another one of it, or give the answer itself; without such a tracer the call
 * fails with ENOSYS (seccomp(2), ptrace(2)).
 */
#include "filters.h"

#include <sys/ptrace.h>
#include <sys/user.h>

#define TOLD 77

static void tracee(void)
{
    const long uid = getuid(), parent = getppid();

    CHECK_OK(ptrace(PTRACE_TRACEME, 0, 0, 0));
    no_new_privs();
    CHECK_OK(filter_call(0, SYS_getuid, SECCOMP_RET_TRACE | TOLD));
    CHECK_ERR(syscall(SYS_getuid), ENOSYS); /* the tracer has not asked for it yet */
    CHECK_OK(raise(SIGSTOP));
    CHECK_EQ(syscall(SYS_getuid, 1, 2, 3), uid);
    CHECK_EQ(syscall(SYS_getuid), parent); /* made another */
    CHECK_EQ(syscall(SYS_getuid), 4711);      /* skipped */
    CHECK_ERR(syscall(SYS_getuid), ENOSYS);   /* skipped, with the answer as it was */
    _exit(0);
}

static struct user_regs_struct next_event(pid_t pid, int request)
{
    struct user_regs_struct regs;
    unsigned long message;
    int status;

    CHECK_OK(ptrace(request, pid, 0, 0));
    CHECK_EQ(waitpid(pid, &status, 0), pid);
    CHECK_EQ(status >> 8, SIGTRAP | PTRACE_EVENT_SECCOMP << 8);
    CHECK_OK(ptrace(PTRACE_GETEVENTMSG, pid, 0, &message));
    CHECK_EQ(message, TOLD);
    CHECK_OK(ptrace(PTRACE_GETREGS, pid, 0, &regs));
    CHECK_EQ(regs.orig_rax, SYS_getuid);
    CHECK_EQ(regs.rax, -ENOSYS);
    return regs;
}

static void next_stop(pid_t pid, int request, int want)
{
    int status;

    CHECK_OK(ptrace(request, pid, 0, 0));
    CHECK_EQ(waitpid(pid, &status, 0), pid);
    CHECK_EQ(status >> 8, want);
}

int main(void)
{
    const size_t orig_rax = offsetof(struct user_regs_struct, orig_rax);
    const size_t rax = offsetof(struct user_regs_struct, rax);
    struct user_regs_struct regs;
    pid_t pid = CHECK_OK(fork());
    int status;

    if (pid == 0)
        tracee();
    CHECK_EQ(waitpid(pid, &status, 0), pid);
    CHECK_EQ(status >> 8, SIGSTOP);
    CHECK_OK(ptrace(PTRACE_SETOPTIONS, pid, 0,
                    PTRACE_O_TRACESECCOMP | PTRACE_O_TRACESYSGOOD | PTRACE_O_EXITKILL));

    regs = next_event(pid, PTRACE_CONT);
    CHECK_EQ(regs.rdi, 1);
    CHECK_EQ(regs.rsi, 2);
    CHECK_EQ(regs.rdx, 3);

    regs = next_event(pid, PTRACE_CONT);
    regs.orig_rax = SYS_getppid;
    CHECK_OK(ptrace(PTRACE_SETREGS, pid, 0, &regs));
    CHECK_EQ(ptrace(PTRACE_PEEKUSER, pid, orig_rax, 0), SYS_getppid);
    /* Its exit is shown to who asks from here on. */
    next_stop(pid, PTRACE_SYSCALL, SIGTRAP | 0x80);
    CHECK_EQ(ptrace(PTRACE_PEEKUSER, pid, rax, 0), getpid());
    CHECK_EQ(ptrace(PTRACE_PEEKUSER, pid, orig_rax, 0), SYS_getppid);

    next_event(pid, PTRACE_CONT);
    CHECK_OK(ptrace(PTRACE_POKEUSER, pid, rax, 4711));
    CHECK_OK(ptrace(PTRACE_POKEUSER, pid, orig_rax, -1L));

    next_event(pid, PTRACE_CONT);
    CHECK_OK(ptrace(PTRACE_POKEUSER, pid, orig_rax, -1L));
    CHECK_OK(ptrace(PTRACE_CONT, pid, 0, 0));
    CHECK_EQ(wait_status(pid), EXITED(0));
    return passed();
}
