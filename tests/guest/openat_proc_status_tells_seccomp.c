/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * NoNewPrivs, Seccomp and Seccomp_filters in /proc/PID/status are those of the
 * thread or process that the file is about (proc(5)).
 */
#include "filters.h"
#include "proc_status.h"

static void check_status(const char *path, int privileges, int mode, int filters)
{
    CHECK_EQ(status_field(path, "NoNewPrivs", 10), privileges);
    CHECK_EQ(status_field(path, "Seccomp", 10), mode);
    CHECK_EQ(status_field(path, "Seccomp_filters", 10), filters);
}

static pthread_barrier_t barrier;

/* One filter more than the first thread. */
static void *thread(void *arg)
{
    int mine = 2;

    CHECK_OK(filter_call(0, SYS_getppid, SECCOMP_RET_ERRNO | 77));
    *(int *)arg = (int)syscall(SYS_gettid);
    check_status("/proc/thread-self/status", 1, mine, 2);
    check_status("/proc/self/status", 1, mine, 1);
    pthread_barrier_wait(&barrier);
    pthread_barrier_wait(&barrier);
    return NULL;
}

static void of_threads(void)
{
    char path[64];
    int tid;

    pthread_barrier_init(&barrier, NULL, 2);
    pthread_t other = start_thread(thread, &tid);
    pthread_barrier_wait(&barrier);
    snprintf(path, sizeof path, "/proc/self/task/%d/status", tid);
    check_status(path, 1, 2, 2);
    pthread_barrier_wait(&barrier);
    join_thread(other);
}

static void of_a_child(void)
{
    char path[64], c;
    int ends[2], back[2];
    pid_t pid;

    CHECK_OK(pipe(ends));
    CHECK_OK(pipe(back));
    pid = CHECK_OK(fork());
    if (pid == 0) {
        for (int i = 0; i < 3; i++)
            CHECK_OK(filter_call(0, SYS_getppid, SECCOMP_RET_ERRNO | 77));
        CHECK_EQ(write(ends[1], "", 1), 1);
        CHECK_EQ(read(back[0], &c, 1), 1);
        _exit(0);
    }
    snprintf(path, sizeof path, "/proc/%d/status", pid);
    CHECK_EQ(read(ends[0], &c, 1), 1);
    check_status(path, 1, 2, 4);
    CHECK_EQ(write(back[1], "", 1), 1);
    CHECK_EQ(wait_status(pid), EXITED(0));
}

int main(void)
{
    check_status("/proc/self/status", 0, 0, 0);
    no_new_privs();
    check_status("/proc/self/status", 1, 0, 0);
    CHECK_OK(filter_call(0, SYS_getpgrp, SECCOMP_RET_ERRNO | 77));
    check_status("/proc/self/status", 1, 2, 1);
    of_threads();
    of_a_child();
    return passed();
}
