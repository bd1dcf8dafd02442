/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Of a process that shares its parent's memory but not its dispositions, a thread
 * forks: the child's dispositions are its own, also when it has vfork children
 * (clone(2), vfork(2)).
 */
#include <sched.h>

#include "check.h"

#define STACK (16 * PAGE)
#define THREAD_FLAGS (CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND | CLONE_THREAD)

static volatile int may_end;
static volatile int oldest_tid = 1;
static volatile int thread_is_done;
static volatile int status_of_child;

static void handler(int sig, siginfo_t *info, void *context)
{
    (void)sig, (void)info, (void)context;
}

static void set_in_grandchild(void)
{
    pid_t pid = vfork();

    if (pid == 0) {
        set_handler(SIGUSR1, handler, 0);
        _exit(0);
    }
    CHECK_EQ(wait_status(pid), EXITED(0));
}

static _Noreturn void forked_child(void)
{
    struct sigaction seen;
    pid_t pid = vfork();

    if (pid == 0) {
        set_in_grandchild();
        _exit(0);
    }
    CHECK_EQ(wait_status(pid), EXITED(0));
    CHECK_OK(sigaction(SIGUSR1, NULL, &seen));
    CHECK(seen.sa_handler == SIG_DFL);
    _exit(7);
}

/* Whatever the oldest thread had is free by the time of the fork. */
static int thread(void *unused)
{
    long pid;

    (void)unused;
    may_end = 1;
    while (oldest_tid != 0)
        sched_yield();
    pid = CHECK_OK(syscall(SYS_fork));
    if (pid == 0)
        forked_child();
    status_of_child = wait_status(pid);
    thread_is_done = 1;
    syscall(SYS_exit, 0);
    return 0;
}

static int sharer(void *stack)
{
    CHECK_OK(clone(thread, (char *)stack + STACK, THREAD_FLAGS, NULL));
    while (!thread_is_done)
        sched_yield();
    syscall(SYS_exit_group, 3);
    return 0;
}

static int oldest_thread(void *unused)
{
    (void)unused;
    while (!may_end)
        sched_yield();
    syscall(SYS_exit, 0);
    return 0;
}

int main(void)
{
    char *stacks = map_anon(3 * STACK, PROT_READ | PROT_WRITE);
    pid_t pid;

    CHECK_OK(clone(oldest_thread, stacks + STACK, THREAD_FLAGS | CLONE_CHILD_CLEARTID, NULL,
                   NULL, NULL, &oldest_tid));
    pid = CHECK_OK(clone(sharer, stacks + 2 * STACK, CLONE_VM | SIGCHLD, stacks + 2 * STACK));
    CHECK_EQ(wait_status(pid), EXITED(3));
    CHECK_EQ(status_of_child, EXITED(7));
    return passed();
}
