/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A vfork child asks to be traced and execs: it stops after the exec, when its
 * parent has come out of vfork.  Debuggers start programs so. */
#include "tracing.h"

int main(int argc, char **argv)
{
    if (argc > 1)
        return 7;
    pid_t pid = vfork();
    if (pid == 0) {
        if (ptrace(PTRACE_TRACEME, 0, 0, 0) != 0)
            _exit(1);
        setpgid(0, 0);
        execl("/proc/self/exe", argv[0], "again", (char *)0);
        _exit(2);
    }
    CHECK(pid > 0);
    CHECK_EQ(next_stop(pid), STOPPED(SIGTRAP));
    siginfo_t info = siginfo_of(pid);
    CHECK_EQ(info.si_code, SI_USER);
    CHECK_EQ(info.si_pid, pid);
    CHECK_EQ(regs_of(pid).rax, 0);
    finish(pid, 7);
    return passed();
}
