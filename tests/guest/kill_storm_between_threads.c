/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Threads that signal each other in the middle of locks and system calls all finish. */
#include "check.h"

#define THREADS 4
#define ROUNDS 1500

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static volatile pid_t tids[THREADS];
static long shared;
static volatile int handled;

static void handler(int sig, siginfo_t *info, void *context)
{
    (void)sig, (void)info, (void)context;
    __atomic_add_fetch(&handled, 1, __ATOMIC_SEQ_CST);
}

static void *worker(void *arg)
{
    long me = (long)arg;
    unsigned seed = me;

    tids[me] = gettid();
    for (int i = 0; i < ROUNDS; i++) {
        pid_t other = tids[rand_r(&seed) % THREADS];

        CHECK_EQ(pthread_mutex_lock(&lock), 0);
        shared++;
        if (i % 4 == 0)
            sched_yield();
        CHECK_EQ(pthread_mutex_unlock(&lock), 0);
        if (other != 0)
            syscall(SYS_tgkill, getpid(), other, SIGUSR1);
    }
    return NULL;
}

int main(void)
{
    pthread_t threads[THREADS];

    set_handler(SIGUSR1, handler, SA_RESTART);
    for (long i = 0; i < THREADS; i++)
        threads[i] = start_thread(worker, (void *)i);
    for (int i = 0; i < THREADS; i++)
        join_thread(threads[i]);
    CHECK_EQ(shared, THREADS * ROUNDS);
    CHECK(handled > 0);
    return passed();
}
