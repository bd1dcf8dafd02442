/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * exit_group from any thread ends all others, spinning, asleep or in handlers
 * (exit_group(2)).
 */
#include "check.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static volatile int started;
static int pipes[2];

static void *busy(void *arg)
{
    __atomic_add_fetch(&started, 1, __ATOMIC_SEQ_CST);
    for (;;)
        ;
    return arg;
}

static void *calling(void *arg)
{
    __atomic_add_fetch(&started, 1, __ATOMIC_SEQ_CST);
    for (;;)
        syscall(SYS_getppid);
    return arg;
}

static void *locking(void *arg)
{
    __atomic_add_fetch(&started, 1, __ATOMIC_SEQ_CST);
    pthread_mutex_lock(&lock);
    return arg;
}

static void *reading(void *arg)
{
    char byte;

    __atomic_add_fetch(&started, 1, __ATOMIC_SEQ_CST);
    CHECK_OK(read(pipes[0], &byte, 1));
    return arg;
}

static void *ending(void *arg)
{
    while (started < 4)
        usleep(100);
    exit(21);
    return arg;
}

static void child(void)
{
    CHECK_OK(pipe(pipes));
    pthread_mutex_lock(&lock);
    start_thread(busy, NULL);
    start_thread(calling, NULL);
    start_thread(locking, NULL);
    start_thread(reading, NULL);
    start_thread(ending, NULL);
    pthread_mutex_lock(&lock);
}

int main(void)
{
    for (int i = 0; i < 10; i++) {
        started = 0;
        CHECK_EQ(child_status(child), EXITED(21));
    }
    return passed();
}
