/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The strict mode: read, write, exit and rt_sigreturn, or SIGKILL (seccomp(2)). */
#include "filters.h"

static int ends[2];

static void fault(int sig, siginfo_t *info, void *context)
{
    (void)sig, (void)info, (void)context;
    syscall(SYS_exit, 9);
}

/* The time stamp counter is out of reach as well. */
static void uses_what_is_left(void)
{
    char c = 'x';

    set_handler(SIGSEGV, fault, 0);
    CHECK_OK(pipe(ends));
    CHECK_OK(seccomp_call(SECCOMP_SET_MODE_STRICT, 0, NULL));
    if (write(ends[1], &c, 1) != 1 || read(ends[0], &c, 1) != 1)
        syscall(SYS_exit, 1);
    asm volatile("rdtsc" : : : "eax", "edx");
    syscall(SYS_exit, 2);
}

static void returns_from_a_handler(int sig, siginfo_t *info, void *context)
{
    (void)sig, (void)info, (void)context;
    CHECK_OK(prctl(PR_SET_SECCOMP, SECCOMP_MODE_STRICT));
}

static void enters_it_in_a_handler(void)
{
    set_handler(SIGUSR1, returns_from_a_handler, 0);
    syscall(SYS_tkill, getpid(), SIGUSR1);
    syscall(SYS_exit, 3);
}

static void calls_something_else(void)
{
    CHECK_OK(prctl(PR_SET_SECCOMP, SECCOMP_MODE_STRICT));
    syscall(SYS_getpid);
    syscall(SYS_exit, 4);
}

static void ends_by_exit_group(void)
{
    CHECK_OK(prctl(PR_SET_SECCOMP, SECCOMP_MODE_STRICT));
    _exit(5);
}

static void *strict_thread(void *arg)
{
    CHECK_OK(prctl(PR_SET_SECCOMP, SECCOMP_MODE_STRICT));
    syscall(SYS_getpid);
    *(int *)arg = 1;
    return NULL;
}

static void one_of_two_threads(void)
{
    int has_survived = 0;

    join_thread(start_thread(strict_thread, &has_survived));
    _exit(has_survived ? 6 : 7);
}

static void after_a_filter(void)
{
    no_new_privs();
    CHECK_OK(filter_call(0, SYS_getppid, SECCOMP_RET_ERRNO | 77));
    CHECK_EQ(prctl(PR_GET_SECCOMP), SECCOMP_MODE_FILTER);
    CHECK_ERR(prctl(PR_SET_SECCOMP, SECCOMP_MODE_STRICT), EINVAL);
    CHECK_ERR(syscall(SYS_getppid), 77);
    _exit(8);
}

int main(void)
{
    CHECK_EQ(child_status(uses_what_is_left), EXITED(9));
    CHECK_EQ(child_status(enters_it_in_a_handler), EXITED(3));
    CHECK_EQ(child_status(calls_something_else), KILLED(SIGKILL));
    CHECK_EQ(child_status(ends_by_exit_group), KILLED(SIGKILL));
    CHECK_EQ(child_status(one_of_two_threads), EXITED(7));
    CHECK_EQ(child_status(after_a_filter), EXITED(8));
    return passed();
}
