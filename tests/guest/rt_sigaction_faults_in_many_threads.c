/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Each thread handles its own faults, with its own address and stack, all at
 * the same time.
 */
#include <setjmp.h>

#include "check.h"

static __thread sigjmp_buf back;
static __thread void *volatile expected;
static __thread int handled;

static void handler(int sig, siginfo_t *info, void *context)
{
    (void)context;
    CHECK_EQ(sig, SIGSEGV);
    CHECK_EQ(info->si_addr, expected);
    handled++;
    siglongjmp(back, 1);
}

static void *worker(void *arg)
{
    for (volatile long i = 1; i <= 1500; i++) {
        expected = (void *)((long)arg * 4096 + i % 4000);
        if (sigsetjmp(back, 1) == 0) {
            *(volatile char *)expected = 1;
            CHECK(!"a fault");
        }
        CHECK_EQ(handled, i);
    }
    return NULL;
}

int main(void)
{
    pthread_t threads[4];

    set_handler(SIGSEGV, handler, 0);
    for (long i = 0; i < 4; i++)
        threads[i] = start_thread(worker, (void *)i);
    for (int i = 0; i < 4; i++)
        join_thread(threads[i]);
    return passed();
}
