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

/* The process, and its thread, both stopped. */
static pid_t start_with_thread(pid_t *tid)
{
    const long options = PTRACE_O_TRACEEXEC | PTRACE_O_TRACECLONE | PTRACE_O_TRACESYSGOOD;
    pid_t pid = start_tracee(body, options);
    unsigned long message;

    CHECK_EQ(resume(PTRACE_CONT, pid, 0), STOPPED_EVENT(PTRACE_EVENT_CLONE));
    CHECK_OK(ptrace(PTRACE_GETEVENTMSG, pid, 0, &message));
    *tid = (pid_t)message;
    CHECK_EQ(next_stop(*tid), STOPPED(SIGSTOP));
    CHECK_OK(ptrace(PTRACE_CONT, pid, 0, 0));
    return pid;
}

static void check_event(pid_t pid, pid_t tid)
{
    unsigned long message;

    CHECK_EQ(next_stop(pid), STOPPED_EVENT(PTRACE_EVENT_EXEC));
    CHECK_OK(ptrace(PTRACE_GETEVENTMSG, pid, 0, &message));
    CHECK_EQ(message, tid);
    CHECK_ERR(ptrace(PTRACE_CONT, tid, 0, 0), ESRCH);
}

int main(int argc, char **argv)
{
    pid_t pid, tid;

    if (argc > 1)
        return getpid() == (pid_t)syscall(SYS_gettid) ? 12 : 1;
    self = argv[0];
    pid = start_with_thread(&tid);
    CHECK_OK(ptrace(PTRACE_CONT, tid, 0, 0));
    check_event(pid, tid);
    finish(pid, 12);

    /* Followed call by call, the exit of execve is the process's. */
    pid = start_with_thread(&tid);
    run_to_entry_of(tid, SYS_execve);
    CHECK_OK(ptrace(PTRACE_SYSCALL, tid, 0, 0));
    check_event(pid, tid);
    CHECK_EQ(resume(PTRACE_SYSCALL, pid, 0), STOPPED_CALL);
    CHECK_EQ(regs_of(pid).rax, 0);
    CHECK_EQ(regs_of(pid).orig_rax, SYS_execve);
    finish(pid, 12);
    return passed();
}
