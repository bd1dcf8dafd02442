/* SPDX-License-Identifier: GPL-2.0-or-later */
/* pthread_sigqueue brings its value to the thread named (pthread_sigqueue(3)). */
#include "check.h"

static volatile int got[3];
static __thread int me;
static volatile int ready;

static void handler(int sig, siginfo_t *info, void *context)
{
    (void)sig, (void)context;
    CHECK_EQ(info->si_code, SI_QUEUE);
    CHECK_EQ(info->si_pid, getpid());
    got[me] = info->si_int;
}

static void *worker(void *arg)
{
    me = (long)arg;
    __atomic_add_fetch(&ready, 1, __ATOMIC_SEQ_CST);
    while (got[me] != 1000 + me)
        pause();
    return arg;
}

int main(void)
{
    pthread_t threads[3];

    set_handler(SIGUSR1, handler, 0);
    for (long i = 1; i < 3; i++)
        threads[i] = start_thread(worker, (void *)i);
    while (ready < 2)
        usleep(100);
    for (int value = 1; value < 20; value++)
        for (int i = 1; i < 3; i++) {
            CHECK_EQ(pthread_sigqueue(threads[i], SIGUSR1, (union sigval){ value }), 0);
            while (got[i] != value)
                usleep(50);
        }
    for (int i = 1; i < 3; i++)
        while (pthread_tryjoin_np(threads[i], NULL) == EBUSY) {
            CHECK_EQ(pthread_sigqueue(threads[i], SIGUSR1, (union sigval){ 1000 + i }),
                     0);
            usleep(500);
        }
    CHECK_EQ(got[0], 0);
    return passed();
}
