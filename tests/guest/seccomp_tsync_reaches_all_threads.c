/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * SECCOMP_FILTER_FLAG_TSYNC: one filter for all threads, no_new_privs with it,
 * or for none if one of them has another (seccomp(2)).
 */
#include "filters.h"

#define THREADS 6

static pthread_barrier_t barrier;
static int results[THREADS], privileges[THREADS];

static void *ask(void *arg)
{
    long i = (long)arg;

    pthread_barrier_wait(&barrier);
    pthread_barrier_wait(&barrier);
    results[i] = syscall(SYS_getppid) == -1 ? errno : 0;
    privileges[i] = prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0);
    return NULL;
}

static void *sleep_in_a_call(void *arg)
{
    char c;

    CHECK_EQ(read(*(int *)arg, &c, 1), 1);
    return (void *)(long)(syscall(SYS_getppid) == -1 ? errno : 0);
}

static void all_at_once(void)
{
    pthread_t threads[THREADS], sleeper;
    void *result;
    int ends[2];

    CHECK_OK(pipe(ends));
    pthread_barrier_init(&barrier, NULL, THREADS + 1);
    for (long i = 0; i < THREADS; i++)
        threads[i] = start_thread(ask, (void *)i);
    sleeper = start_thread(sleep_in_a_call, &ends[0]);
    pthread_barrier_wait(&barrier);
    no_new_privs();
    CHECK_OK(filter_call(SECCOMP_FILTER_FLAG_TSYNC, SYS_getppid, SECCOMP_RET_ERRNO | 77));
    pthread_barrier_wait(&barrier);
    CHECK_EQ(write(ends[1], "", 1), 1);
    for (long i = 0; i < THREADS; i++) {
        join_thread(threads[i]);
        CHECK_EQ(results[i], 77);
        CHECK_EQ(privileges[i], 1);
    }
    CHECK_EQ(pthread_join(sleeper, &result), 0);
    CHECK_EQ(result, 77);
}

static int other_tid;

static void *go_another_way(void *arg)
{
    (void)arg;
    other_tid = (int)syscall(SYS_gettid);
    CHECK_OK(filter_call(0, SYS_getpgrp, SECCOMP_RET_ERRNO | 78));
    pthread_barrier_wait(&barrier);
    pthread_barrier_wait(&barrier);
    CHECK(syscall(SYS_getppid) > 0);
    return NULL;
}

static void one_against_it(void)
{
    unsigned both = SECCOMP_FILTER_FLAG_TSYNC | SECCOMP_FILTER_FLAG_TSYNC_ESRCH;
    pthread_t thread;

    no_new_privs();
    pthread_barrier_init(&barrier, NULL, 2);
    thread = start_thread(go_another_way, NULL);
    pthread_barrier_wait(&barrier);
    CHECK_EQ(filter_call(SECCOMP_FILTER_FLAG_TSYNC, SYS_getppid, SECCOMP_RET_ERRNO | 77),
             other_tid);
    CHECK_ERR(filter_call(both, SYS_getppid, SECCOMP_RET_ERRNO | 77), ESRCH);
    CHECK(syscall(SYS_getppid) > 0);
    pthread_barrier_wait(&barrier);
    join_thread(thread);
    /* A thread that has ended is not against it. */
    CHECK_OK(filter_call(SECCOMP_FILTER_FLAG_TSYNC, SYS_getppid, SECCOMP_RET_ERRNO | 77));
    CHECK_ERR(syscall(SYS_getppid), 77);
}

/* What all threads have had before is no hindrance, also if one has more. */
static void with_a_common_ancestor(void)
{
    no_new_privs();
    CHECK_OK(filter_call(0, SYS_getpgrp, SECCOMP_RET_ERRNO | 78));
    all_at_once();
    CHECK_ERR(syscall(SYS_getpgrp), 78);
}

int main(void)
{
    CHECK_EQ(child_status(all_at_once), EXITED(0));
    CHECK_EQ(child_status(one_against_it), EXITED(0));
    CHECK_EQ(child_status(with_a_common_ancestor), EXITED(0));
    return passed();
}
