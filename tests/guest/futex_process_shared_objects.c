/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Process-shared mutex, condition and semaphore between parent and children
 * (pthreads(7)).
 */
#include <semaphore.h>

#include "check.h"

static struct shared {
    pthread_mutex_t lock;
    pthread_cond_t cond;
    sem_t sem;
    int turn, counter;
} * s;

static int me;

static void child(void)
{
    for (int i = 0; i < 200; i++) {
        CHECK_EQ(pthread_mutex_lock(&s->lock), 0);
        while (s->turn % 3 != me)
            CHECK_EQ(pthread_cond_wait(&s->cond, &s->lock), 0);
        s->turn++;
        s->counter++;
        CHECK_EQ(pthread_cond_broadcast(&s->cond), 0);
        CHECK_EQ(pthread_mutex_unlock(&s->lock), 0);
    }
    CHECK_OK(sem_post(&s->sem));
}

int main(void)
{
    pthread_mutexattr_t mutex;
    pthread_condattr_t cond;
    pid_t pids[3];

    s = mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    CHECK(s != MAP_FAILED);
    CHECK_EQ(pthread_mutexattr_init(&mutex) + pthread_condattr_init(&cond), 0);
    CHECK_EQ(pthread_mutexattr_setpshared(&mutex, PTHREAD_PROCESS_SHARED), 0);
    CHECK_EQ(pthread_condattr_setpshared(&cond, PTHREAD_PROCESS_SHARED), 0);
    CHECK_EQ(pthread_mutex_init(&s->lock, &mutex) + pthread_cond_init(&s->cond, &cond),
             0);
    CHECK_OK(sem_init(&s->sem, 1, 0));
    for (me = 0; me < 3; me++) {
        pids[me] = CHECK_OK(fork());
        if (pids[me] == 0) {
            child();
            _exit(0);
        }
    }
    for (int i = 0; i < 3; i++)
        CHECK_OK(sem_wait(&s->sem));
    for (int i = 0; i < 3; i++)
        CHECK_EQ(wait_status(pids[i]), EXITED(0));
    CHECK_EQ(s->counter, 600);
    return passed();
}
