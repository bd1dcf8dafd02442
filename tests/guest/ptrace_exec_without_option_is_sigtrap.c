/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A tracer that has not asked for PTRACE_EVENT_EXEC gets a SIGTRAP: after the
 * exit of execve where it follows calls, and not before it is unblocked. */
#include "tracing.h"

static char *self;

static void body(void)
{
    execl("/proc/self/exe", self, "1", (char *)0);
    _exit(1);
}

static void body_blocked(void)
{
    sigset_t set;

    sigemptyset(&set);
    sigaddset(&set, SIGTRAP);
    sigprocmask(SIG_BLOCK, &set, NULL);
    execl("/proc/self/exe", self, "2", (char *)0);
    _exit(1);
}

static int again(const char *how)
{
    sigset_t set;

    if (how[0] == '2') {
        sigemptyset(&set);
        sigaddset(&set, SIGTRAP);
        raise(SIGUSR1);
        sigprocmask(SIG_UNBLOCK, &set, NULL);
    }
    return 6;
}

int main(int argc, char **argv)
{
    if (argc > 1)
        return again(argv[1]);
    self = argv[0];
    pid_t pid = start_tracee(body, 0);
    CHECK_EQ(resume(PTRACE_CONT, pid, 0), STOPPED(SIGTRAP));
    CHECK_EQ(siginfo_of(pid).si_code, SI_USER);
    finish(pid, 6);

    pid = start_tracee(body, PTRACE_O_TRACESYSGOOD);
    run_to_entry_of(pid, SYS_execve);
    CHECK_EQ(resume(PTRACE_SYSCALL, pid, 0), STOPPED_CALL);
    unsigned long entry = regs_of(pid).rip;
    CHECK_EQ(regs_of(pid).rax, 0);
    CHECK_EQ(resume(PTRACE_SYSCALL, pid, 0), STOPPED(SIGTRAP));
    CHECK_EQ(regs_of(pid).rip, entry);
    finish(pid, 6);

    pid = start_tracee(body_blocked, 0);
    CHECK_EQ(resume(PTRACE_CONT, pid, 0), STOPPED(SIGUSR1));
    CHECK_EQ(resume(PTRACE_CONT, pid, 0), STOPPED(SIGTRAP));
    finish(pid, 6);
    return passed();
}
