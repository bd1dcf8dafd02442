/* SPDX-License-Identifier: GPL-2.0-or-later */
/* PTRACE_INTERRUPT stops a busy tracee between two of its own instructions, at
 * random places: never elsewhere, and its calls stay whole. */
#include "tracing.h"

#ifndef PTRACE_EVENT_STOP
#define PTRACE_EVENT_STOP 128
#endif

static void body(void)
{
    for (;;)
        CHECK_EQ(raw_call(SYS_getppid, 0, 0, 0), getppid());
}

/* The program's text, or that of its C library. */
static void check_is_code(unsigned long rip)
{
    unsigned long own = (unsigned long)body, libc = (unsigned long)getppid;

    CHECK((rip >> 21) == (own >> 21) || (rip - libc + 0x200000) < 0x400000);
}

int main(void)
{
    pid_t pid = CHECK_OK(fork());
    if (pid == 0)
        body();
    CHECK_OK(ptrace(PTRACE_SEIZE, pid, 0, PTRACE_O_EXITKILL));
    for (int round = 0; round < 300; round++) {
        CHECK_OK(ptrace(PTRACE_INTERRUPT, pid, 0, 0));
        CHECK_EQ(next_stop(pid), STOPPED_EVENT(PTRACE_EVENT_STOP));
        CHECK_EQ(siginfo_of(pid).si_code, SIGTRAP | PTRACE_EVENT_STOP << 8);
        check_is_code(regs_of(pid).rip);
        CHECK_OK(ptrace(round % 3 == 0 ? PTRACE_SYSCALL : PTRACE_CONT, pid, 0, 0));
        if (round % 3 == 0) {
            CHECK_EQ(next_stop(pid), STOPPED(SIGTRAP));
            CHECK_OK(ptrace(PTRACE_CONT, pid, 0, 0));
        }
        CHECK_EQ(waitpid(pid, NULL, WNOHANG), 0);
    }
    CHECK_OK(kill(pid, SIGKILL));
    CHECK_EQ(wait_status(pid), KILLED(SIGKILL));
    return passed();
}
