/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Two hundred threads live at the same time, each with its id, stack and
 * thread-local data.
 */
#include "check.h"

#define COUNT 200

static pthread_barrier_t barrier;
static __thread long mine;
static pid_t tids[COUNT];

static void *worker(void *arg)
{
    mine = (long)arg;
    tids[mine] = gettid();
    CHECK_EQ(getpid() != gettid(), 1);
    pthread_barrier_wait(&barrier);
    CHECK_EQ(mine, (long)arg);
    CHECK_EQ(tids[mine], gettid());
    pthread_barrier_wait(&barrier);
    return (void *)(mine * 3);
}

int main(void)
{
    pthread_t threads[COUNT];
    pthread_attr_t attr;

    CHECK_EQ(pthread_attr_init(&attr), 0);
    CHECK_EQ(pthread_attr_setstacksize(&attr, 65536), 0);
    CHECK_EQ(pthread_barrier_init(&barrier, NULL, COUNT + 1), 0);
    for (long i = 0; i < COUNT; i++)
        CHECK_EQ(pthread_create(&threads[i], &attr, worker, (void *)i), 0);
    pthread_barrier_wait(&barrier);
    for (int i = 0; i < COUNT; i++)
        for (int j = 0; j < i; j++)
            CHECK(tids[i] != tids[j]);
    pthread_barrier_wait(&barrier);
    for (long i = 0; i < COUNT; i++) {
        void *result;

        CHECK_EQ(pthread_join(threads[i], &result), 0);
        CHECK_EQ(result, i * 3);
    }
    return passed();
}
