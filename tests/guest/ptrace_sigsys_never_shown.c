/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A tracee that is only continued stops for the signals that it is sent, and
 * for nothing else; a SIGSYS that it is sent is one of them. */
#include "tracing.h"

static volatile int seen;

static void count(int sig)
{
    (void)sig;
    seen++;
}

static void body(void)
{
    signal(SIGSYS, count);
    for (int i = 0; i < 100; i++)
        raw_call(SYS_getppid, 0, 0, 0);
    kill(getpid(), SIGSYS);
    CHECK_EQ(seen, 1);
    sigqueue(getpid(), SIGSYS, (union sigval){.sival_int = 1});
    CHECK_EQ(seen, 1);
    fclose(fopen("file", "w"));
    raise(SIGUSR1);
}

int main(void)
{
    pid_t pid = start_tracee(body, 0);

    CHECK_EQ(resume(PTRACE_CONT, pid, 0), STOPPED(SIGSYS));
    CHECK_EQ(siginfo_of(pid).si_code, SI_USER);
    CHECK_EQ(resume(PTRACE_CONT, pid, SIGSYS), STOPPED(SIGSYS));
    CHECK_EQ(siginfo_of(pid).si_code, SI_QUEUE);
    CHECK_EQ(resume(PTRACE_CONT, pid, 0), STOPPED(SIGUSR1));
    CHECK_EQ(siginfo_of(pid).si_code, SI_TKILL);
    finish(pid, 0);
    return passed();
}
