/* SPDX-License-Identifier: GPL-2.0-or-later */
/* PTRACE_O_TRACECLONE: a new thread stops before its first instruction, with
 * the stack that it was given; a breakpoint stops just the thread that meets
 * it. */
#include <sched.h>

#include "tracing.h"

static char stack[65536] __attribute__((aligned(64)));

static int thread(void *arg)
{
    (void)arg;
    asm volatile("int3");
    syscall(SYS_exit, 0);
    return 0;
}

static void body(void)
{
    int flags = CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND | CLONE_THREAD |
                CLONE_SYSVSEM | CLONE_PARENT_SETTID | CLONE_CHILD_CLEARTID;
    static volatile int tid = 1;

    CHECK_OK(clone(thread, stack + sizeof stack, flags, NULL, &tid, NULL, &tid));
    while (tid != 0)
        raw_call(SYS_getppid, 0, 0, 0);
}

int main(void)
{
    pid_t pid = start_tracee(body, PTRACE_O_TRACECLONE);
    unsigned long tid;
    struct user_regs_struct regs;

    CHECK_EQ(resume(PTRACE_CONT, pid, 0), STOPPED_EVENT(PTRACE_EVENT_CLONE));
    CHECK_EQ(regs_of(pid).orig_rax, SYS_clone);
    CHECK_OK(ptrace(PTRACE_GETEVENTMSG, pid, 0, &tid));
    CHECK_EQ(next_stop((pid_t)tid), STOPPED(SIGSTOP));
    regs = regs_of((pid_t)tid);
    CHECK_EQ(regs.rax, 0);
    CHECK_EQ(regs.rip, regs_of(pid).rip);
    CHECK(regs.rsp - (unsigned long)stack < sizeof stack);
    CHECK_OK(ptrace(PTRACE_CONT, pid, 0, 0));
    CHECK_EQ(resume(PTRACE_CONT, (pid_t)tid, 0), STOPPED(SIGTRAP));
    CHECK_EQ(siginfo_of((pid_t)tid).si_code, SI_KERNEL);
    CHECK_EQ(waitpid(pid, NULL, WNOHANG), 0);
    CHECK_EQ(resume(PTRACE_CONT, (pid_t)tid, 0), EXITED(0));
    CHECK_EQ(wait_status(pid), EXITED(0));
    return passed();
}
