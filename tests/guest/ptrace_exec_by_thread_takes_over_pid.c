/* SPDX-License-Identifier: GPL-2.0-or-later */
/* When a thread execs, it becomes the process: PTRACE_EVENT_EXEC names its old
 * tid, and the end of the other threads is seen, or not, before. */
#include "tracing.h"

static char *self;

static void *exec_again(void *arg)
{
    execl("/proc/self/exe", self, "again", (char *)0);
    return arg;
}

static void body(void)
{
    start_thread(exec_again, NULL);
    pause();
}

int main(int argc, char **argv)
{
    unsigned long tid, message;

    if (argc > 1)
        return getpid() == (pid_t)syscall(SYS_gettid) ? 12 : 1;
    self = argv[0];
    pid_t pid = start_tracee(body, PTRACE_O_TRACEEXEC | PTRACE_O_TRACECLONE);
    CHECK_EQ(resume(PTRACE_CONT, pid, 0), STOPPED_EVENT(PTRACE_EVENT_CLONE));
    CHECK_OK(ptrace(PTRACE_GETEVENTMSG, pid, 0, &tid));
    CHECK_EQ(next_stop((pid_t)tid), STOPPED(SIGSTOP));
    CHECK_OK(ptrace(PTRACE_CONT, pid, 0, 0));
    CHECK_OK(ptrace(PTRACE_CONT, (pid_t)tid, 0, 0));
    CHECK_EQ(next_stop(pid), STOPPED_EVENT(PTRACE_EVENT_EXEC));
    CHECK_OK(ptrace(PTRACE_GETEVENTMSG, pid, 0, &message));
    CHECK_EQ(message, tid);
    CHECK_ERR(ptrace(PTRACE_CONT, (pid_t)tid, 0, 0), ESRCH);
    finish(pid, 12);
    return passed();
}
