/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The fields of the siginfo of waitid(2), for stops, ends and nothing. */
#include "tracing.h"

static void body(void)
{
    raw_call(SYS_umask, 0, 0, 0);
    _exit(11);
}

int main(void)
{
    pid_t pid = start_tracee(body, PTRACE_O_TRACESYSGOOD | PTRACE_O_TRACEEXIT);
    siginfo_t info;

    CHECK_OK(ptrace(PTRACE_SYSCALL, pid, 0, 0));
    memset(&info, 0xee, sizeof info);
    CHECK_OK(waitid(P_PID, pid, &info, WSTOPPED));
    CHECK_EQ(info.si_code, CLD_TRAPPED);
    CHECK_EQ(info.si_status, SIGTRAP | 0x80);
    CHECK_EQ(((int *)&info)[3], 0xeeeeeeeeU - 0x100000000);
    CHECK_EQ(((int *)&info)[7], 0xeeeeeeeeU - 0x100000000);
    CHECK_OK(waitid(P_PID, pid, &info, WSTOPPED | WNOHANG));
    CHECK_EQ(info.si_pid, 0);
    CHECK_EQ(info.si_signo, 0);
    CHECK_OK(ptrace(PTRACE_CONT, pid, 0, 0));
    CHECK_OK(waitid(P_PGID, getpgrp(), &info, WSTOPPED));
    CHECK_EQ(info.si_status, SIGTRAP | PTRACE_EVENT_EXIT << 8);
    CHECK_OK(ptrace(PTRACE_CONT, pid, 0, 0));
    CHECK_OK(waitid(P_PID, pid, NULL, WEXITED | WNOWAIT));
    CHECK_OK(waitid(P_PID, pid, &info, WEXITED));
    CHECK_EQ(info.si_code, CLD_EXITED);
    CHECK_EQ(info.si_status, 11);
    CHECK_ERR(waitid(P_PID, pid, &info, WEXITED), ECHILD);
    CHECK_ERR(waitid(P_PID, pid, &info, 0), EINVAL);
    CHECK_ERR(waitid(77, pid, &info, WEXITED), EINVAL);
    return passed();
}
