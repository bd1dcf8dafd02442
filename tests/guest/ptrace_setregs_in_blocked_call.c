/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A tracer makes a sleeping tracee run a function, and lets it go back to its
 * call: what a debugger does for `print f()`. */
#include "tracing.h"

static int fds[2];
static char stack[65536] __attribute__((aligned(64)));

static void ignore(int sig)
{
    (void)sig;
}

static long twice(long value)
{
    return 2 * value + (write(fds[1], "ab", 2) == 2);
}

/* Called as it stands, with a breakpoint to return to. */
void call_twice(void);
asm(".text\n.globl call_twice\ncall_twice:\ncall *%rbx\nint3\n");

static void body(void)
{
    char byte = 0;

    signal(SIGUSR1, ignore);
    CHECK_EQ(raw_call(SYS_read, fds[0], (long)&byte, 1), 1);
    CHECK_EQ(byte, 'a');
}

static void stop_in_call(pid_t pid, int request)
{
    CHECK_OK(ptrace(request, pid, 0, 0));
    wait_until_asleep(pid);
    CHECK_OK(kill(pid, SIGUSR1));
    CHECK_EQ(next_stop(pid), STOPPED(SIGUSR1));
}

int main(void)
{
    CHECK_OK(pipe(fds));
    pid_t pid = start_tracee(body, 0);
    struct user_regs_struct saved, regs;

    stop_in_call(pid, PTRACE_CONT);
    saved = regs = regs_of(pid);
    regs.rip = (unsigned long)call_twice;
    regs.rbx = (unsigned long)twice;
    regs.rdi = 21;
    regs.rsp = (unsigned long)(stack + sizeof stack - 64);
    regs.orig_rax = -1;
    set_regs(pid, &regs);
    struct user_regs_struct seen = regs_of(pid);
    CHECK_EQ(memcmp(&seen, &regs, sizeof regs), 0);
    /* Second thoughts: it sleeps on. */
    set_regs(pid, &saved);
    stop_in_call(pid, PTRACE_CONT);
    set_regs(pid, &regs);
    CHECK_EQ(resume(PTRACE_CONT, pid, 0), STOPPED(SIGTRAP));
    CHECK_EQ(regs_of(pid).rax, 43);
    CHECK_EQ(regs_of(pid).rsp, regs.rsp);
    set_regs(pid, &saved);
    finish(pid, 0);
    return passed();
}
