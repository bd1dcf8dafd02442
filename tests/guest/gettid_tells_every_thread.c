/* SPDX-License-Identifier: GPL-2.0-or-later */
/* gettid(2) in the first thread, in others, in a child of another, and after its exec. */
#include "check.h"

static char *program;

static long raw_gettid(void)
{
    return syscall(SYS_gettid);
}

static long proc_tid(void)
{
    char text[48] = "", *last;

    CHECK_OK(readlink("/proc/thread-self", text, sizeof(text) - 1));
    last = strrchr(text, '/');
    return atol(last + 1);
}

static void *worker(void *arg)
{
    pid_t pid;

    for (int i = 0; i < 30; i++)
        CHECK_EQ(raw_gettid(), proc_tid());
    CHECK(raw_gettid() != getpid());
    pid = CHECK_OK(fork());
    if (pid == 0)
        _exit(raw_gettid() == getpid() && raw_gettid() == proc_tid() ? 0 : 1);
    CHECK_EQ(wait_status(pid), EXITED(0));
    return arg;
}

static void *execer(void *arg)
{
    execl("/proc/self/exe", program, "again", NULL);
    return arg;
}

int main(int argc, char **argv)
{
    program = argv[0];
    CHECK_EQ(raw_gettid(), getpid());
    CHECK_EQ(raw_gettid(), proc_tid());
    if (argc > 1)
        return passed();
    for (int i = 0; i < 3; i++)
        join_thread(start_thread(worker, NULL));
    join_thread(start_thread(execer, NULL));
    return 1;
}
