/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A tracer waits for one tracee, which waits for another one. */
#include "tracing.h"

static int fds[2];

static void giver(void)
{
    for (int i = 0; i < 200; i++)
        raw_call(SYS_getppid, 0, 0, 0);
    CHECK_EQ(write(fds[1], "x", 1), 1);
    raise(SIGUSR2);
}

static void taker(void)
{
    char byte;

    CHECK_EQ(read(fds[0], &byte, 1), 1);
    raise(SIGUSR1);
}

int main(void)
{
    siginfo_t info;

    CHECK_OK(pipe(fds));
    for (int round = 0; round < 20; round++) {
        pid_t a = start_tracee(giver, 0), b = start_tracee(taker, 0);

        CHECK_OK(ptrace(PTRACE_CONT, a, 0, 0));
        CHECK_OK(ptrace(PTRACE_CONT, b, 0, 0));
        CHECK_EQ(next_stop(b), STOPPED(SIGUSR1));
        CHECK_OK(waitid(P_PID, a, &info, WSTOPPED | WEXITED));
        CHECK_EQ(info.si_status, SIGUSR2);
        finish(b, 0);
        finish(a, 0);
    }
    return passed();
}
