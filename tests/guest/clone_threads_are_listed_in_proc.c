/* SPDX-License-Identifier: GPL-2.0-or-later */
/* /proc/self/task has the threads that there are, under the ids they see (proc(5)). */
#include <dirent.h>

#include "check.h"

static pthread_barrier_t barrier;
static pid_t tids[5];

static void *worker(void *arg)
{
    tids[(long)arg] = gettid();
    pthread_barrier_wait(&barrier);
    pthread_barrier_wait(&barrier);
    return NULL;
}

static int count_tasks(void)
{
    DIR *dir = opendir("/proc/self/task");
    struct dirent *entry;
    int count = 0;

    CHECK(dir != NULL);
    while ((entry = readdir(dir)) != NULL) {
        int known = 0;

        if (entry->d_name[0] == '.')
            continue;
        for (int i = 0; i < 5; i++)
            known += atoi(entry->d_name) == tids[i];
        CHECK_EQ(known, 1);
        count++;
    }
    closedir(dir);
    return count;
}

int main(void)
{
    pthread_t threads[5];

    tids[0] = getpid();
    CHECK_EQ(pthread_barrier_init(&barrier, NULL, 5), 0);
    CHECK_EQ(count_tasks(), 1);
    for (long i = 1; i < 5; i++)
        threads[i] = start_thread(worker, (void *)i);
    pthread_barrier_wait(&barrier);
    CHECK_EQ(count_tasks(), 5);
    pthread_barrier_wait(&barrier);
    for (int i = 1; i < 5; i++)
        join_thread(threads[i]);
    return passed();
}
