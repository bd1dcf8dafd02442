/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A thread or process that dies holding a robust mutex leaves it with EOWNERDEAD. */
#include "check.h"

static pthread_mutex_t *mutex;

static void *die_locked(void *arg)
{
    CHECK_EQ(pthread_mutex_lock(mutex), 0);
    return arg;
}

static void *die_by_raw_exit(void *arg)
{
    CHECK_EQ(pthread_mutex_lock(mutex), 0);
    syscall(SYS_exit, 0);
    return arg;
}

static void die_by_kill(void)
{
    CHECK_EQ(pthread_mutex_lock(mutex), 0);
    kill(getpid(), SIGKILL);
}

static void recover(void)
{
    CHECK_EQ(pthread_mutex_lock(mutex), EOWNERDEAD);
    CHECK_EQ(pthread_mutex_consistent(mutex), 0);
    CHECK_EQ(pthread_mutex_unlock(mutex), 0);
}

static void init(int shared)
{
    pthread_mutexattr_t attr;

    CHECK_EQ(pthread_mutexattr_init(&attr), 0);
    CHECK_EQ(pthread_mutexattr_setrobust(&attr, PTHREAD_MUTEX_ROBUST), 0);
    CHECK_EQ(pthread_mutexattr_setpshared(&attr, shared), 0);
    CHECK_EQ(pthread_mutex_init(mutex, &attr), 0);
}

int main(void)
{
    mutex = mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    CHECK(mutex != MAP_FAILED);
    for (int shared = 0; shared < 2; shared++) {
        init(shared);
        for (int i = 0; i < 5; i++) {
            join_thread(start_thread(die_locked, NULL));
            recover();
            join_thread(start_thread(die_by_raw_exit, NULL));
            recover();
        }
    }
    CHECK_EQ(child_status(die_by_kill), KILLED(SIGKILL));
    recover();
    CHECK_EQ(pthread_mutex_lock(mutex), 0);
    CHECK_EQ(pthread_mutex_unlock(mutex), 0);
    return passed();
}
