/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A signal finds a tracee asleep in a call: its registers are those of the
 * call, by every request that reads registers. */
#include <elf.h>

#include "tracing.h"

static int fds[2];

static void ignore(int sig)
{
    (void)sig;
}

static void body(void)
{
    char byte;

    signal(SIGUSR1, ignore);
    CHECK_EQ(raw_call(SYS_read, fds[0], (long)&byte, 1), 1);
}

static void check_call(pid_t pid, const struct user_regs_struct *regs)
{
    struct user_regs_struct set;
    struct iovec io = {&set, sizeof set};

    CHECK_EQ(regs->rip, call_next);
    CHECK_EQ(regs->rax, -ERESTARTSYS);
    CHECK_EQ(regs->orig_rax, SYS_read);
    CHECK_EQ(regs->rdi, fds[0]);
    CHECK_EQ(regs->rdx, 1);
    CHECK_EQ(regs->cs, 0x33);
    CHECK_OK(ptrace(PTRACE_GETREGSET, pid, NT_PRSTATUS, &io));
    CHECK_EQ(io.iov_len, sizeof set);
    CHECK_EQ(memcmp(&set, regs, sizeof set), 0);
    for (unsigned at = 0; at < sizeof set; at += 8) {
        errno = 0;
        long word = ptrace(PTRACE_PEEKUSER, pid, at, 0);
        CHECK_EQ(errno, 0);
        CHECK_EQ(word, *(const long *)((const char *)regs + at));
    }
}

int main(void)
{
    CHECK_OK(pipe(fds));
    pid_t pid = start_tracee(body, 0);
    struct user_regs_struct first, second;

    CHECK_OK(ptrace(PTRACE_CONT, pid, 0, 0));
    wait_until_asleep(pid);
    CHECK_EQ(waitpid(pid, NULL, WNOHANG), 0);
    CHECK_OK(kill(pid, SIGUSR1));
    CHECK_EQ(next_stop(pid), STOPPED(SIGUSR1));
    first = regs_of(pid);
    check_call(pid, &first);
    /* Delivered or not, the call begins again. */
    CHECK_OK(ptrace(PTRACE_CONT, pid, 0, 0));
    wait_until_asleep(pid);
    CHECK_OK(kill(pid, SIGUSR1));
    CHECK_EQ(next_stop(pid), STOPPED(SIGUSR1));
    second = regs_of(pid);
    CHECK_EQ(memcmp(&first, &second, sizeof first), 0);
    CHECK_OK(ptrace(PTRACE_CONT, pid, 0, SIGUSR1));
    wait_until_asleep(pid);
    CHECK_EQ(write(fds[1], "x", 1), 1);
    CHECK_EQ(wait_status(pid), EXITED(0));
    return passed();
}
