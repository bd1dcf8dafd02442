/* SPDX-License-Identifier: GPL-2.0-or-later */
/* FUTEX_CMP_REQUEUE_PI moves only who waits by FUTEX_WAIT_REQUEUE_PI: a plain
 * waiter makes it EINVAL and stays where it is. */
#include "waiter.h"

static volatile uint32_t word, target;
static volatile pid_t tid;

static long requeue_pi(uint32_t expected)
{
    return syscall(SYS_futex, &word, FUTEX_CMP_REQUEUE_PI_PRIVATE, 1, 1L, &target, expected);
}

static void *wait_plainly(void *arg)
{
    tid = gettid();
    CHECK_OK(futex(&word, FUTEX_WAIT_PRIVATE, 0, NULL, NULL, 0));
    return arg;
}

int main(void)
{
    pthread_t thread;

    CHECK_EQ(requeue_pi(0), 0);
    thread = start_thread(wait_plainly, NULL);
    while (tid == 0)
        usleep(50);
    wait_until_asleep(tid);
    CHECK_ERR(requeue_pi(0), EINVAL);
    CHECK_ERR(requeue_pi(1), EAGAIN);
    CHECK_EQ(futex(&word, FUTEX_WAKE_PRIVATE, 1, NULL, NULL, 0), 1);
    join_thread(thread);
    CHECK_EQ(requeue_pi(0), 0);
    return passed();
}
