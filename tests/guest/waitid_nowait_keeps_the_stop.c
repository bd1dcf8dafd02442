/* SPDX-License-Identifier: GPL-2.0-or-later */
/* WNOWAIT looks at a tracee's stop and leaves it for the next wait. */
#include "tracing.h"

static void body(void)
{
    for (int i = 0; i < 100; i++)
        raw_call(SYS_getppid, 0, 0, 0);
    raise(SIGUSR1);
    for (int i = 0; i < 10; i++)
        CHECK_EQ(raw_call(SYS_getppid, 0, 0, 0), getppid());
    _exit(2);
}

/* Each stop of a call is there for two waits, and there once. */
static void look_at_calls(pid_t pid)
{
    siginfo_t info;

    for (int i = 0; i < 20; i++) {
        CHECK_OK(ptrace(PTRACE_SYSCALL, pid, 0, 0));
        CHECK_OK(waitid(P_PID, pid, &info, WSTOPPED | WNOWAIT));
        CHECK_EQ(info.si_status, SIGTRAP | 0x80);
        CHECK_EQ(next_stop(pid), STOPPED_CALL);
        struct user_regs_struct regs = regs_of(pid);
        CHECK_EQ(regs.rax == (unsigned long)-ENOSYS, i % 2 == 0);
    }
}

static void check_info(const siginfo_t *info, pid_t pid)
{
    CHECK_EQ(info->si_signo, SIGCHLD);
    CHECK_EQ(info->si_errno, 0);
    CHECK_EQ(info->si_code, CLD_TRAPPED);
    CHECK_EQ(info->si_pid, pid);
    CHECK_EQ(info->si_uid, getuid());
    CHECK_EQ(info->si_status, SIGUSR1);
}

int main(void)
{
    pid_t pid = start_tracee(body, PTRACE_O_TRACESYSGOOD);
    siginfo_t info;
    int status;

    CHECK_OK(ptrace(PTRACE_CONT, pid, 0, 0));
    for (int i = 0; i < 2; i++) {
        memset(&info, 0xff, sizeof info);
        CHECK_OK(waitid(P_ALL, 0, &info, (i == 0 ? WSTOPPED : 0) | WEXITED | WNOWAIT));
        check_info(&info, pid);
    }
    CHECK_EQ(regs_of(pid).orig_rax, SYS_tgkill);
    memset(&info, 0xff, sizeof info);
    CHECK_OK(waitid(P_PID, pid, &info, WSTOPPED));
    check_info(&info, pid);
    CHECK_EQ(waitpid(pid, &status, WNOHANG), 0);
    look_at_calls(pid);
    CHECK_OK(ptrace(PTRACE_CONT, pid, 0, 0));
    CHECK_OK(waitid(P_PID, pid, &info, WEXITED | WNOWAIT));
    CHECK_EQ(info.si_code, CLD_EXITED);
    CHECK_EQ(info.si_status, 2);
    CHECK_EQ(wait_status(pid), EXITED(2));
    return passed();
}
