/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * FUTEX_LOCK_PI keeps the owner's id in the word; unlock hands over; errnos
 * (futex(2)).
 */
#include "waiter.h"

static volatile uint32_t word;
static volatile pid_t tid;

static void *contender(void *arg)
{
    tid = gettid();
    CHECK_ERR(futex(&word, FUTEX_TRYLOCK_PI_PRIVATE, 0, NULL, NULL, 0), EAGAIN);
    CHECK_ERR(futex(&word, FUTEX_UNLOCK_PI_PRIVATE, 0, NULL, NULL, 0), EPERM);
    CHECK_OK(futex(&word, FUTEX_LOCK_PI_PRIVATE, 0, NULL, NULL, 0));
    CHECK_EQ(word & FUTEX_TID_MASK, tid);
    CHECK_OK(futex(&word, FUTEX_UNLOCK_PI_PRIVATE, 0, NULL, NULL, 0));
    return arg;
}

int main(void)
{
    for (int i = 0; i < 5; i++) {
        pthread_t thread;

        tid = 0;
        CHECK_OK(futex(&word, FUTEX_LOCK_PI_PRIVATE, 0, NULL, NULL, 0));
        CHECK_EQ(word, gettid());
        CHECK_ERR(futex(&word, FUTEX_LOCK_PI_PRIVATE, 0, NULL, NULL, 0), EDEADLK);
        thread = start_thread(contender, NULL);
        while (tid == 0)
            usleep(50);
        wait_until_asleep(tid);
        CHECK_EQ(word, gettid() | FUTEX_WAITERS);
        CHECK_OK(futex(&word, FUTEX_UNLOCK_PI_PRIVATE, 0, NULL, NULL, 0));
        join_thread(thread);
        CHECK_EQ(word, 0);
    }
    CHECK_ERR(futex(&word, FUTEX_UNLOCK_PI_PRIVATE, 0, NULL, NULL, 0), EPERM);
    word = 0x3fffffff; /* nobody's id */
    CHECK_ERR(futex(&word, FUTEX_LOCK_PI_PRIVATE, 0, NULL, NULL, 0), ESRCH);
    return passed();
}
