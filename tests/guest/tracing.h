/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * tracing.h - what the tests of ptrace share: a child that is traced, and its
 * stops.
 *
 * A body that runs as a tracee makes its calls with raw_call(), so that where
 * a call stands is known: call_at is its `syscall`, call_next what follows.
 */
#ifndef LXRUN_GUEST_TRACING_H
#define LXRUN_GUEST_TRACING_H

#include <stddef.h>
#include <sys/ptrace.h>
#include <sys/uio.h>
#include <sys/user.h>

#include "check.h"

/* <linux/ptrace.h> does not go together with <sys/ptrace.h>. */
#define ERESTARTSYS 512

/* wait(2): a stop by a signal, by a system call, by an event. */
#define STOPPED(sig) ((sig) << 8 | 0x7f)
#define STOPPED_CALL STOPPED(SIGTRAP | 0x80)
#define STOPPED_EVENT(event) STOPPED(SIGTRAP | (event) << 8)

long raw_call(long nr, long a, long b, long c);
extern char call_at[], call_next[];
asm(".text\n.globl raw_call\n.type raw_call, @function\nraw_call:\n"
    "mov %rdi, %rax\nmov %rsi, %rdi\nmov %rdx, %rsi\nmov %rcx, %rdx\nxor %r10d, %r10d\n"
    ".globl call_at\ncall_at:\nsyscall\n.globl call_next\ncall_next:\nret\n");

static inline int next_stop(pid_t pid)
{
    int status = -1;

    CHECK_EQ(waitpid(pid, &status, __WALL), pid);
    return status;
}

static inline int resume(int request, pid_t pid, int sig)
{
    CHECK_OK(ptrace(request, pid, 0, sig));
    return next_stop(pid);
}

/* A child that has asked to be traced and stands before its body. */
static inline pid_t start_tracee(void (*body)(void), long options)
{
    pid_t pid = CHECK_OK(fork());

    if (pid == 0) {
        CHECK_OK(ptrace(PTRACE_TRACEME, 0, 0, 0));
        raise(SIGSTOP);
        body();
        _exit(0);
    }
    CHECK_EQ(next_stop(pid), STOPPED(SIGSTOP));
    CHECK_OK(ptrace(PTRACE_SETOPTIONS, pid, 0, options | PTRACE_O_EXITKILL));
    return pid;
}

static inline struct user_regs_struct regs_of(pid_t pid)
{
    struct user_regs_struct regs;

    CHECK_OK(ptrace(PTRACE_GETREGS, pid, 0, &regs));
    return regs;
}

static inline void set_regs(pid_t pid, const struct user_regs_struct *regs)
{
    CHECK_OK(ptrace(PTRACE_SETREGS, pid, 0, regs));
}

static inline siginfo_t siginfo_of(pid_t pid)
{
    siginfo_t info;

    CHECK_OK(ptrace(PTRACE_GETSIGINFO, pid, 0, &info));
    return info;
}

/* To the entry of the first call with this number; PTRACE_O_TRACESYSGOOD. */
static inline void run_to_entry_of(pid_t pid, long nr)
{
    struct user_regs_struct regs;

    do {
        CHECK_EQ(resume(PTRACE_SYSCALL, pid, 0), STOPPED_CALL);
        regs = regs_of(pid);
    } while (regs.orig_rax != (unsigned long)nr || regs.rax != (unsigned long)-ENOSYS);
}

static inline void finish(pid_t pid, int code)
{
    CHECK_EQ(resume(PTRACE_CONT, pid, 0), EXITED(code));
}

#endif
