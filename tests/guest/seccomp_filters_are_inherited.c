/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Filters go along with fork, vfork, threads and exec, and what a child adds
 * binds the child alone (seccomp(2)).
 */
#include <spawn.h>

#include "filters.h"

extern char **environ;

static void installs_another(void)
{
    CHECK_ERR(syscall(SYS_getppid), 77);
    CHECK_OK(filter_call(0, SYS_getpgrp, SECCOMP_RET_ERRNO | 78));
    CHECK_ERR(syscall(SYS_getpgrp), 78);
}

static void *thread(void *arg)
{
    (void)arg;
    installs_another();
    return NULL;
}

/* vfork in a frame that the parent does not come back to. */
static __attribute__((noinline)) int vforked(void)
{
    pid_t pid = vfork();

    if (pid == 0) {
        if (syscall(SYS_getppid) != -1 || errno != 77 ||
            filter_call(0, SYS_getpgrp, SECCOMP_RET_ERRNO | 78) != 0)
            _exit(1);
        execl("/proc/self/exe", "self", "both", NULL);
        _exit(2);
    }
    return wait_status(pid);
}

static int spawned(void)
{
    char *argv[] = { "self", "first", NULL };
    pid_t pid;

    CHECK_EQ(posix_spawn(&pid, "/proc/self/exe", NULL, NULL, argv, environ), 0);
    return wait_status(pid);
}

static void execs(void)
{
    installs_another();
    for (int i = 0; i < 30; i++)
        CHECK_OK(filter_call(0, SYS_getpgid, SECCOMP_RET_ERRNO | (80 + i)));
    execl("/proc/self/exe", "self", "all", NULL);
}

static void *execs_in_thread(void *arg)
{
    (void)arg;
    execs();
    return NULL;
}

static void execs_from_a_thread(void)
{
    join_thread(start_thread(execs_in_thread, NULL));
}

/* The image that a child has executed. */
static int check_inherited(const char *what)
{
    CHECK_EQ(prctl(PR_GET_SECCOMP), SECCOMP_MODE_FILTER);
    CHECK_ERR(syscall(SYS_getppid), 77);
    if (strcmp(what, "first") == 0)
        CHECK(syscall(SYS_getpgrp) > 0);
    else
        CHECK_ERR(syscall(SYS_getpgrp), 78);
    if (strcmp(what, "all") == 0)
        CHECK_ERR(syscall(SYS_getpgid, 0), 109);
    CHECK(fcntl(3, F_GETFD) == -1);
    return 7;
}

int main(int argc, char **argv)
{
    if (argc == 2)
        return check_inherited(argv[1]);
    no_new_privs();
    CHECK_OK(filter_call(0, SYS_getppid, SECCOMP_RET_ERRNO | 77));
    CHECK_EQ(child_status(installs_another), EXITED(0));
    join_thread(start_thread(thread, NULL));
    CHECK_EQ(vforked(), EXITED(7));
    CHECK_EQ(spawned(), EXITED(7));
    CHECK_EQ(child_status(execs), EXITED(7));
    CHECK_EQ(child_status(execs_from_a_thread), EXITED(7));
    CHECK_ERR(syscall(SYS_getppid), 77);
    CHECK(syscall(SYS_getpgrp) > 0);
    CHECK(syscall(SYS_getpgid, 0) > 0);
    return passed();
}
