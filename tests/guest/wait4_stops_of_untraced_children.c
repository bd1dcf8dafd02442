/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Job control: WUNTRACED tells of a stopped child, WCONTINUED of one that goes
 * on, and neither has to do with tracing. */
#include "tracing.h"

int main(void)
{
    pid_t pid = CHECK_OK(fork());
    int status;

    if (pid == 0)
        for (;;)
            getppid();
    CHECK_OK(kill(pid, SIGSTOP));
    CHECK_EQ(waitpid(pid, &status, WUNTRACED), pid);
    CHECK_EQ(status, STOPPED(SIGSTOP));
    CHECK_EQ(waitpid(pid, &status, WUNTRACED | WNOHANG), 0);
    CHECK_ERR(ptrace(PTRACE_CONT, pid, 0, 0), ESRCH);
    CHECK_OK(kill(pid, SIGCONT));
    CHECK_EQ(waitpid(-1, &status, WCONTINUED), pid);
    CHECK_EQ(status, 0xffff);
    CHECK_OK(kill(pid, SIGSTOP));
    siginfo_t info;
    CHECK_OK(waitid(P_ALL, 0, &info, WSTOPPED | WNOWAIT));
    CHECK_ERR(ptrace(PTRACE_CONT, pid, 0, 0), ESRCH);
    CHECK_OK(waitid(P_PID, pid, &info, WSTOPPED));
    CHECK_EQ(info.si_code, CLD_STOPPED);
    CHECK_EQ(info.si_status, SIGSTOP);
    CHECK_OK(kill(pid, SIGKILL));
    CHECK_EQ(waitpid(pid, &status, WUNTRACED | WCONTINUED), pid);
    CHECK_EQ(status, KILLED(SIGKILL));
    return passed();
}
