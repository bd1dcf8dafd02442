/* SPDX-License-Identifier: GPL-2.0-or-later */
/* PTRACE_ATTACH stops a sleeping process with SIGSTOP, PTRACE_DETACH lets it
 * sleep on. */
#include "tracing.h"

static int fds[2];

int main(void)
{
    CHECK_OK(pipe(fds));
    pid_t pid = CHECK_OK(fork());
    if (pid == 0) {
        char byte;
        _exit(raw_call(SYS_read, fds[0], (long)&byte, 1) == 1 ? byte : 255);
    }
    for (int round = 0; round < 3; round++) {
        wait_until_asleep(pid);
        CHECK_OK(ptrace(PTRACE_ATTACH, pid, 0, 0));
        CHECK_EQ(next_stop(pid), STOPPED(SIGSTOP));
        CHECK_EQ(siginfo_of(pid).si_signo, SIGSTOP);
        struct user_regs_struct regs = regs_of(pid);
        CHECK_EQ(regs.rip, call_next);
        CHECK_EQ(regs.orig_rax, SYS_read);
        CHECK_OK(ptrace(PTRACE_DETACH, pid, 0, 0));
        CHECK_ERR(ptrace(PTRACE_GETREGS, pid, 0, &regs), ESRCH);
    }
    CHECK_EQ(write(fds[1], "\x21", 1), 1);
    CHECK_EQ(wait_status(pid), EXITED(0x21));
    return passed();
}
