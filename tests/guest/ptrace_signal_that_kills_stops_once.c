/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A tracer sees a signal that kills its tracee once: as it comes, before it kills. */
#include "check.h"

#include <signal.h>
#include <sys/ptrace.h>
#include <sys/wait.h>

static volatile int *volatile null;

static void die_of(int signo, int by_fault)
{
    CHECK_OK(ptrace(PTRACE_TRACEME, 0, NULL, NULL));
    if (!by_fault)
        raise(signo);
    else if (signo == SIGILL)
        __asm__ volatile("ud2");
    else if (signo == SIGTRAP)
        __asm__ volatile("int3");
    else if (signo == SIGFPE)
        __asm__ volatile("xor %%eax, %%eax; cltd; idiv %%eax" ::: "eax", "edx");
    else
        *null = 1;
    _exit(99);
}

static void trace(int signo, int by_fault)
{
    pid_t pid = CHECK_OK(fork());
    int status;

    if (pid == 0)
        die_of(signo, by_fault);
    CHECK_EQ(waitpid(pid, &status, 0), pid);
    CHECK(WIFSTOPPED(status));
    CHECK_EQ(WSTOPSIG(status), signo);
    CHECK_OK(ptrace(PTRACE_CONT, pid, NULL, signo));
    CHECK_EQ(waitpid(pid, &status, 0), pid);
    CHECK(WIFSIGNALED(status));
    CHECK_EQ(WTERMSIG(status), signo);
}

/* One that the tracer keeps does not kill; nor is the next one taken for it. */
static void trace_kept(int signo)
{
    pid_t pid = CHECK_OK(fork());
    int status;

    if (pid == 0) {
        CHECK_OK(ptrace(PTRACE_TRACEME, 0, NULL, NULL));
        raise(signo);
        raise(signo);
        _exit(7);
    }
    for (int i = 0; i < 2; i++) {
        CHECK_EQ(waitpid(pid, &status, 0), pid);
        CHECK(WIFSTOPPED(status));
        CHECK_EQ(WSTOPSIG(status), signo);
        CHECK_OK(ptrace(PTRACE_CONT, pid, NULL, 0));
    }
    CHECK_EQ(waitpid(pid, &status, 0), pid);
    CHECK(WIFEXITED(status));
    CHECK_EQ(WEXITSTATUS(status), 7);
}

int main(void)
{
    static const int sent[] = { SIGABRT, SIGILL, SIGTRAP, SIGFPE, SIGSEGV, SIGBUS, SIGTERM };
    static const int faults[] = { SIGILL, SIGTRAP, SIGFPE, SIGSEGV };

    for (size_t i = 0; i < sizeof sent / sizeof sent[0]; i++) {
        trace(sent[i], 0);
        trace_kept(sent[i]);
    }
    for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++)
        trace(faults[i], 1);
    return passed();
}
