/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * SECCOMP_RET_KILL_THREAD ends one thread and leaves the others, unless it is
 * the last; SECCOMP_RET_KILL_PROCESS ends all.  Handlers of SIGSYS do not count.
 */
#include "filters.h"

static unsigned verdict;
static pthread_barrier_t barrier;

static void handler(int sig)
{
    (void)sig;
    _exit(99);
}

static void *make_the_call(void *arg)
{
    (void)arg;
    syscall(SYS_getppid);
    return NULL;
}

static void prepare(void)
{
    signal(SIGSYS, handler);
    CHECK_OK(filter_call(0, SYS_getppid, verdict));
}

static void by_the_only_thread(void)
{
    prepare();
    make_the_call(NULL);
}

/* The kernel clears the word and wakes it, as for any thread that ends. */
static void by_a_thread(void)
{
    prepare();
    for (int i = 0; i < 20; i++)
        join_thread(start_thread(make_the_call, NULL));
    _exit(42);
}

static void *wait_for_the_end_of_main(void *arg)
{
    pthread_barrier_wait(&barrier);
    join_thread(*(pthread_t *)arg);
    _exit(43);
}

static void by_main(void)
{
    pthread_t self = pthread_self();

    pthread_barrier_init(&barrier, NULL, 2);
    start_thread(wait_for_the_end_of_main, &self);
    pthread_barrier_wait(&barrier);
    prepare();
    make_the_call(NULL);
}

int main(void)
{
    no_new_privs();
    verdict = SECCOMP_RET_KILL_THREAD;
    CHECK_EQ(child_status(by_the_only_thread), KILLED(SIGSYS));
    CHECK_EQ(child_status(by_a_thread), EXITED(42));
    CHECK_EQ(child_status(by_main), EXITED(43));
    verdict = SECCOMP_RET_KILL_PROCESS;
    CHECK_EQ(child_status(by_the_only_thread), KILLED(SIGSYS));
    CHECK_EQ(child_status(by_a_thread), KILLED(SIGSYS));
    CHECK_EQ(child_status(by_main), KILLED(SIGSYS));
    return passed();
}
