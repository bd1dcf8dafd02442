/* SPDX-License-Identifier: GPL-2.0-or-later */
/* getpid(2) in threads, children of all kinds, after exec, and in a new namespace. */
#include <sched.h>

#include "check.h"

static long raw_getpid(void)
{
    return syscall(SYS_getpid);
}

/* What /proc says. */
static long proc_pid(void)
{
    char text[16] = "";

    CHECK_OK(readlink("/proc/self", text, sizeof(text) - 1));
    return atol(text);
}

static void *worker(void *pid)
{
    CHECK_EQ(raw_getpid(), (long)pid);
    return NULL;
}

/* Its pid must be what its parent was told: by a pipe, since it runs before. */
static int sharing_child(void *at)
{
    *(long *)at = raw_getpid();
    return 0;
}

static void check_children(void)
{
    static char stack[65536] __attribute__((aligned(16)));
    static long seen;
    long parent = raw_getpid();
    pid_t pid = CHECK_OK(fork());

    if (pid == 0) {
        CHECK(raw_getpid() == proc_pid() && raw_getpid() != parent);
        CHECK_EQ(getppid(), parent);
        join_thread(start_thread(worker, (void *)raw_getpid()));
        _exit(0);
    }
    CHECK_EQ(wait_status(pid), EXITED(0));
    pid = CHECK_OK(clone(sharing_child, stack + sizeof(stack), CLONE_VM | SIGCHLD, &seen));
    CHECK_EQ(wait_status(pid), EXITED(0));
    CHECK_EQ(seen, pid);
    pid = CHECK_OK(vfork());
    if (pid == 0) {
        seen = raw_getpid();
        _exit(0);
    }
    CHECK_EQ(wait_status(pid), EXITED(0));
    CHECK_EQ(seen, pid);
    CHECK_EQ(raw_getpid(), parent);
}

/* Where it is not allowed, there is nothing to see. */
static void check_namespace(void)
{
    pid_t pid = fork();

    if (pid == 0) {
        long before = raw_getpid();

        if (unshare(CLONE_NEWUSER | CLONE_NEWPID) != 0)
            _exit(0);
        CHECK_EQ(raw_getpid(), before);
        pid = CHECK_OK(fork());
        if (pid == 0)
            _exit(raw_getpid() == 1 && syscall(SYS_gettid) == 1 ? 0 : 1);
        _exit(wait_status(pid) == EXITED(0) ? 0 : 1);
    }
    CHECK_EQ(wait_status(pid), EXITED(0));
}

int main(int argc, char **argv)
{
    char number[16];

    if (argc > 1) {
        CHECK_EQ(raw_getpid(), atol(argv[1]));
        CHECK_EQ(syscall(SYS_gettid), atol(argv[1]));
        return passed();
    }
    for (int i = 0; i < 30; i++)
        CHECK_EQ(raw_getpid(), proc_pid());
    join_thread(start_thread(worker, (void *)raw_getpid()));
    check_children();
    check_namespace();
    snprintf(number, sizeof(number), "%ld", raw_getpid());
    execl("/proc/self/exe", argv[0], number, NULL);
    return 1;
}
