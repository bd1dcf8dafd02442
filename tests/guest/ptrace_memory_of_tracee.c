/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A tracer reads and writes memory, code as well: a breakpoint set and taken
 * away again. */
#include "tracing.h"

static volatile long value = 5;

__attribute__((noinline)) static long add(long n)
{
    asm volatile("");
    return n + value;
}

static void body(void)
{
    value = add(1);
    raise(SIGUSR1);
    _exit((int)add(2));
}

int main(void)
{
    pid_t pid = start_tracee(body, 0);
    struct user_regs_struct regs;

    CHECK_EQ(resume(PTRACE_CONT, pid, 0), STOPPED(SIGUSR1));
    CHECK_EQ(ptrace(PTRACE_PEEKDATA, pid, &value, 0), 6);
    CHECK_EQ(value, 5);
    CHECK_OK(ptrace(PTRACE_POKEDATA, pid, &value, 40));
    long code = ptrace(PTRACE_PEEKTEXT, pid, add, 0);
    CHECK_OK(ptrace(PTRACE_POKETEXT, pid, add, (code & ~0xffL) | 0xcc));
    CHECK_EQ(resume(PTRACE_CONT, pid, 0), STOPPED(SIGTRAP));
    CHECK_EQ(siginfo_of(pid).si_code, SI_KERNEL);
    regs = regs_of(pid);
    CHECK_EQ(regs.rip, (char *)add + 1);
    CHECK_EQ(regs.rdi, 2);
    CHECK_OK(ptrace(PTRACE_POKETEXT, pid, add, code));
    regs.rip--;
    set_regs(pid, &regs);
    finish(pid, 42);
    return passed();
}
