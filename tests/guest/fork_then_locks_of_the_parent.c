/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A lock held over fork by the forking thread is held in the child too, and
 * its to release.
 */
#include <semaphore.h>

#include "check.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static sem_t *sem;
static volatile pid_t contender_tid;

static void *contender(void *arg)
{
    CHECK_EQ(pthread_mutex_trylock(&lock), EBUSY);
    contender_tid = gettid();
    CHECK_EQ(pthread_mutex_lock(&lock), 0);
    CHECK_EQ(pthread_mutex_unlock(&lock), 0);
    return arg;
}

static void child(void)
{
    pthread_t thread = start_thread(contender, NULL);

    while (contender_tid == 0)
        usleep(100);
    wait_until_asleep(contender_tid);
    CHECK_EQ(pthread_mutex_unlock(&lock), 0);
    join_thread(thread);
    CHECK_OK(sem_post(sem));
}

int main(void)
{
    sem = mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    CHECK(sem != MAP_FAILED);
    CHECK_OK(sem_init(sem, 1, 0));
    for (int i = 0; i < 5; i++) {
        CHECK_EQ(pthread_mutex_lock(&lock), 0);
        CHECK_EQ(child_status(child), EXITED(0));
        CHECK_EQ(pthread_mutex_trylock(&lock), EBUSY);
        CHECK_EQ(pthread_mutex_unlock(&lock), 0);
        CHECK_OK(sem_wait(sem));
    }
    return passed();
}
