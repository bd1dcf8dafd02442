/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A hundred waiters on a hundred words, woken in another order: each by its
 * own wake only.
 */
#include "waiter.h"

#define COUNT 100

static volatile uint32_t words[COUNT];
static int woken[COUNT], ready;

static void *waiter(void *arg)
{
    long i = (long)arg;

    __atomic_add_fetch(&ready, 1, __ATOMIC_SEQ_CST);
    while (words[i] == 0)
        futex(&words[i], FUTEX_WAIT_PRIVATE, 0, NULL, NULL, 0);
    __atomic_store_n(&woken[i], 1, __ATOMIC_SEQ_CST);
    return arg;
}

int main(void)
{
    pthread_t threads[COUNT];

    for (long i = 0; i < COUNT; i++)
        threads[i] = start_thread(waiter, (void *)i);
    while (__atomic_load_n(&ready, __ATOMIC_SEQ_CST) < COUNT)
        usleep(100);
    for (int n = 0; n < COUNT; n++) {
        int i = n * 37 % COUNT;

        CHECK_EQ(__atomic_load_n(&woken[i], __ATOMIC_SEQ_CST), 0);
        words[i] = 1;
        CHECK_OK(futex(&words[i], FUTEX_WAKE_PRIVATE, 1, NULL, NULL, 0));
        join_thread(threads[i]);
    }
    return passed();
}
