/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A tracee that makes calls is running for WNOHANG, and makes progress while
 * its tracer only looks now and then. */
#include "tracing.h"

static void body(void)
{
    for (int i = 0; i < 200; i++)
        raw_call(SYS_getppid, 0, 0, 0);
    raise(SIGUSR1);
}

int main(void)
{
    pid_t pid = start_tracee(body, 0);
    int status = -1;
    pid_t got;

    CHECK_OK(ptrace(PTRACE_CONT, pid, 0, 0));
    CHECK_EQ(wait4(pid, &status, WNOHANG, NULL), 0);
    CHECK_EQ(status, -1);
    while ((got = (pid_t)CHECK_OK(wait4(-1, &status, WNOHANG | __WALL, NULL))) == 0)
        ;
    CHECK_EQ(got, pid);
    CHECK_EQ(status, STOPPED(SIGUSR1));
    CHECK_EQ(wait4(pid, &status, WNOHANG, NULL), 0);
    finish(pid, 0);
    CHECK_ERR(wait4(pid, &status, 0, NULL), ECHILD);
    return passed();
}
