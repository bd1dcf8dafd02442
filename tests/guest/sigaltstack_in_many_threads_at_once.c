/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Each thread's handlers run on that thread's own alternate stack (sigaltstack(2)). */
#include "check.h"

#define SIZE 65536

static __thread char *base;
static __thread volatile int count;
static volatile int ready;
static volatile pid_t tids[4];

static void handler(int sig, siginfo_t *info, void *context)
{
    char here;

    (void)sig, (void)info, (void)context;
    CHECK(&here >= base && &here < base + SIZE);
    count++;
}

static void *worker(void *arg)
{
    stack_t stack = { .ss_size = SIZE }, now;
    long me = (long)arg;

    base = stack.ss_sp = map_anon(SIZE, PROT_READ | PROT_WRITE);
    CHECK_OK(sigaltstack(&stack, NULL));
    tids[me] = gettid();
    __atomic_add_fetch(&ready, 1, __ATOMIC_SEQ_CST);
    while (ready < 4)
        sched_yield();
    for (int i = 0; i < 500; i++)
        CHECK_OK(syscall(SYS_tgkill, getpid(), tids[(me + i) % 4], SIGUSR1));
    __atomic_add_fetch(&ready, 1, __ATOMIC_SEQ_CST);
    while (ready < 8) /* nobody ends while others may still signal it */
        sched_yield();
    CHECK(count > 0);
    CHECK_OK(sigaltstack(NULL, &now));
    CHECK_EQ(now.ss_sp, base);
    return NULL;
}

int main(void)
{
    pthread_t threads[4];

    set_handler(SIGUSR1, handler, SA_ONSTACK | SA_RESTART);
    for (long i = 0; i < 4; i++)
        threads[i] = start_thread(worker, (void *)i);
    for (int i = 0; i < 4; i++)
        join_thread(threads[i]);
    return passed();
}
