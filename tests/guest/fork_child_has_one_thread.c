/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The child has just the thread that forked, as its main thread, wherever that
 * was (fork(2)).
 */
#include <dirent.h>

#include "check.h"

static pthread_barrier_t barrier;

static int count_tasks(void)
{
    DIR *dir = opendir("/proc/self/task");
    struct dirent *entry;
    int count = 0;

    while ((entry = readdir(dir)) != NULL)
        count += entry->d_name[0] != '.';
    closedir(dir);
    return count;
}

static __thread int own = 5;

static void *idle(void *arg)
{
    pthread_barrier_wait(&barrier);
    pthread_barrier_wait(&barrier);
    return arg;
}

static void child(void)
{
    CHECK_EQ(getpid(), gettid());
    CHECK_EQ(own, 6);
    CHECK_EQ(count_tasks(), 1);
}

static void *forker(void *arg)
{
    own = 6;
    CHECK_EQ(child_status(child), EXITED(0));
    return arg;
}

int main(void)
{
    pthread_t threads[4];

    CHECK_EQ(pthread_barrier_init(&barrier, NULL, 5), 0);
    for (int i = 0; i < 4; i++)
        threads[i] = start_thread(idle, NULL);
    pthread_barrier_wait(&barrier);
    join_thread(start_thread(forker, NULL));
    own = 6;
    CHECK_EQ(child_status(child), EXITED(0));
    pthread_barrier_wait(&barrier);
    for (int i = 0; i < 4; i++)
        join_thread(threads[i]);
    return passed();
}
