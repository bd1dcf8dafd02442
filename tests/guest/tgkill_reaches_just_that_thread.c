/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * tgkill's signal is handled by the thread named, wherever it is: spinning or
 * asleep (tgkill(2)).
 */
#include "check.h"

static volatile int stop;
static __thread volatile int count;
static volatile pid_t tids[4];
static volatile int counts[4];

static void handler(int sig, siginfo_t *info, void *context)
{
    (void)sig, (void)context;
    CHECK_EQ(info->si_code, SI_TKILL);
    count++;
}

static void *worker(void *arg)
{
    long index = (long)arg;

    tids[index] = gettid();
    while (!stop) {
        counts[index] = count;
        if (index % 2)
            usleep(300);
    }
    return NULL;
}

int main(void)
{
    pthread_t threads[4];

    set_handler(SIGUSR1, handler, SA_RESTART);
    for (long i = 0; i < 4; i++)
        threads[i] = start_thread(worker, (void *)i);
    for (int i = 0; i < 4; i++)
        for (int n = 1; n <= 10 + i; n++) {
            while (tids[i] == 0)
                usleep(100);
            CHECK_OK(syscall(SYS_tgkill, getpid(), tids[i], SIGUSR1));
            while (counts[i] < n)
                usleep(50);
        }
    stop = 1;
    for (int i = 0; i < 4; i++) {
        join_thread(threads[i]);
        CHECK_EQ(counts[i], 10 + i);
    }
    CHECK_EQ(count, 0);
    CHECK_ERR(syscall(SYS_tgkill, getpid(), tids[0], SIGUSR1), ESRCH);
    CHECK_ERR(syscall(SYS_tgkill, getpid(), gettid(), 65), EINVAL);
    CHECK_ERR(syscall(SYS_tgkill, -1, gettid(), 0), EINVAL);
    return passed();
}
