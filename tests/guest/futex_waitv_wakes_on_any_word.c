/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * futex_waitv sleeps on several words at once and returns the index of one
 * woken (futex_waitv(2)).
 */
#include "waiter.h"

#define COUNT 5
#define U32_PRIVATE (FUTEX_32 | FUTEX_PRIVATE_FLAG)

static volatile uint32_t words[COUNT];
static struct futex_waitv waits[COUNT];
static volatile pid_t tid;
static volatile long result;

static void *waiter(void *arg)
{
    tid = gettid();
    result = syscall(SYS_futex_waitv, waits, COUNT, 0, NULL, 0);
    return arg;
}

static void wake_each(int flags)
{
    for (int i = 0; i < COUNT; i++) {
        pthread_t thread;

        for (int n = 0; n < COUNT; n++)
            waits[n] =
                (struct futex_waitv){ .uaddr = (uintptr_t)&words[n], .flags = flags };
        tid = 0;
        thread = start_thread(waiter, NULL);
        while (tid == 0)
            usleep(50);
        wait_until_asleep(tid);
        CHECK_EQ(
            futex(&words[i], FUTEX_WAKE | (flags & FUTEX_PRIVATE_FLAG), 1, NULL, NULL, 0),
            1);
        join_thread(thread);
        CHECK_EQ(result, i);
        for (int n = 0; n < COUNT; n++)
            CHECK_EQ(futex(&words[n], FUTEX_WAKE | (flags & FUTEX_PRIVATE_FLAG), 9, NULL,
                           NULL, 0),
                     0);
    }
}

int main(void)
{
    wake_each(U32_PRIVATE);
    wake_each(FUTEX_32);
    return passed();
}
