/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A blocking call that a signal interrupts has an exit before the signal is
 * seen; if the tracer drops the signal, it has an entry again. */
#include "tracing.h"

static int fds[2];

static void ignore(int sig)
{
    (void)sig;
}

static void body(void)
{
    struct sigaction act = {.sa_handler = ignore};
    char byte;

    CHECK_OK(sigaction(SIGUSR1, &act, NULL));
    CHECK_EQ(raw_call(SYS_read, fds[0], (long)&byte, 1), -EINTR);
    CHECK_EQ(raw_call(SYS_read, fds[0], (long)&byte, 1), 1);
}

static void check_call(pid_t pid, long rax)
{
    struct user_regs_struct regs = regs_of(pid);

    CHECK_EQ(regs.rip, call_next);
    CHECK_EQ(regs.orig_rax, SYS_read);
    CHECK_EQ(regs.rdi, fds[0]);
    CHECK_EQ(regs.rax, rax);
}

/* From the entry to the stop of the signal that is sent meanwhile. */
static void interrupt(pid_t pid)
{
    check_call(pid, -ENOSYS);
    CHECK_OK(ptrace(PTRACE_SYSCALL, pid, 0, 0));
    wait_until_asleep(pid);
    CHECK_OK(kill(pid, SIGUSR1));
    CHECK_EQ(next_stop(pid), STOPPED_CALL);
    check_call(pid, -ERESTARTSYS);
    CHECK_EQ(resume(PTRACE_SYSCALL, pid, 0), STOPPED(SIGUSR1));
    check_call(pid, -ERESTARTSYS);
}

int main(void)
{
    CHECK_OK(pipe(fds));
    pid_t pid = start_tracee(body, PTRACE_O_TRACESYSGOOD);

    run_to_entry_of(pid, SYS_read);
    interrupt(pid);
    CHECK_EQ(resume(PTRACE_SYSCALL, pid, 0), STOPPED_CALL);
    interrupt(pid);
    CHECK_EQ(resume(PTRACE_SYSCALL, pid, SIGUSR1), STOPPED_CALL);
    CHECK_EQ(regs_of(pid).orig_rax, SYS_rt_sigreturn);
    CHECK_EQ(resume(PTRACE_SYSCALL, pid, 0), STOPPED_CALL);
    CHECK_EQ(regs_of(pid).rax, -EINTR);
    CHECK_EQ(regs_of(pid).rip, call_next);
    run_to_entry_of(pid, SYS_read);
    CHECK_EQ(write(fds[1], "x", 1), 1);
    CHECK_EQ(resume(PTRACE_SYSCALL, pid, 0), STOPPED_CALL);
    check_call(pid, 1);
    finish(pid, 0);
    return passed();
}
