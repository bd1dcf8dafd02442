/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A tracer that comes to a process in the middle of many calls finds it between
 * two of its own instructions or asleep in none, sees each further call enter and
 * leave, steps over one, and leaves it going on.
 */
#include "tracing.h"

#include <sched.h>

#ifndef PTRACE_EVENT_STOP
#define PTRACE_EVENT_STOP 128
#endif

static volatile long *rounds;

static void body(void)
{
    long parent = getppid();

    for (;;) {
        CHECK_EQ(raw_call(SYS_getppid, 0, 0, 0), parent);
        ++*rounds;
    }
}

static pid_t start_busy(void)
{
    pid_t pid;

    *rounds = 0;
    pid = CHECK_OK(fork());
    if (pid == 0)
        body();
    while (*rounds < 200)
        sched_yield();
    return pid;
}

static void check_is_code(unsigned long rip)
{
    unsigned long own = (unsigned long)body;

    CHECK((rip >> 21) == (own >> 21));
}

static void check_calls(pid_t pid)
{
    for (int i = 0; i < 3; i++) {
        run_to_entry_of(pid, SYS_getppid);
        CHECK_EQ(regs_of(pid).rip, call_next);
        CHECK_EQ(resume(PTRACE_SYSCALL, pid, 0), STOPPED_CALL);
        CHECK_EQ(regs_of(pid).rip, call_next);
        CHECK_EQ(regs_of(pid).rax, getpid());
    }
}

/* Once around: the call is one step. */
static void check_steps(pid_t pid)
{
    unsigned long before = 0, rip = 0;

    for (int i = 0; i < 200 && before != (unsigned long)call_at; i++) {
        before = rip;
        CHECK_EQ(resume(PTRACE_SINGLESTEP, pid, 0), STOPPED(SIGTRAP));
        rip = regs_of(pid).rip;
        check_is_code(rip);
    }
    CHECK_EQ(before, call_at);
    CHECK_EQ(rip, call_next);
}

static void check_goes_on(void)
{
    long now = *rounds;

    while (*rounds < now + 20)
        sched_yield();
}

int main(void)
{
    rounds = mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    for (int round = 0; round < 60; round++) {
        pid_t pid = start_busy();

        CHECK_OK(ptrace(PTRACE_SEIZE, pid, 0, PTRACE_O_EXITKILL | PTRACE_O_TRACESYSGOOD));
        for (volatile int pause = round * 7; pause > 0; pause--)
            ;
        CHECK_OK(ptrace(PTRACE_INTERRUPT, pid, 0, 0));
        CHECK_EQ(next_stop(pid), STOPPED_EVENT(PTRACE_EVENT_STOP));
        check_is_code(regs_of(pid).rip);
        if (round % 2 == 0)
            check_calls(pid);
        check_steps(pid);
        CHECK_OK(ptrace(PTRACE_DETACH, pid, 0, 0));
        check_goes_on();
        CHECK_OK(kill(pid, SIGKILL));
        CHECK_EQ(wait_status(pid), KILLED(SIGKILL));
    }
    return passed();
}
