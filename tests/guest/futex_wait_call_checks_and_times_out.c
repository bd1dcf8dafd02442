/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The futex_wait call (455): value, mask, absolute timeout on a clock that is named. */
#include "waiter.h"

#define WAIT(word, value, mask, flags, time, clock) \
    syscall(455, word, (long)(value), (long)(mask), (long)(flags), time, (long)(clock))
#define U32_PRIVATE (2 | FUTEX_PRIVATE_FLAG)

static volatile uint32_t word = 5;
static volatile pid_t tid;

static void *waiter(void *arg)
{
    tid = gettid();
    CHECK_OK(WAIT(&word, 5, 4, U32_PRIVATE, NULL, 0));
    return arg;
}

int main(void)
{
    struct timespec until;
    pthread_t thread;

    if (WAIT(&word, 6, -1U, U32_PRIVATE, NULL, 0) == -1 && errno == ENOSYS) {
        puts("no futex_wait here");
        return passed();
    }
    CHECK_EQ(errno, EAGAIN);
    clock_gettime(CLOCK_MONOTONIC, &until);
    CHECK_ERR(WAIT(&word, 5, -1U, U32_PRIVATE, &until, CLOCK_MONOTONIC), ETIMEDOUT);
    clock_gettime(CLOCK_REALTIME, &until);
    CHECK_ERR(WAIT(&word, 5, -1U, U32_PRIVATE, &until, CLOCK_REALTIME), ETIMEDOUT);
    CHECK_ERR(WAIT(&word, 5, -1U, U32_PRIVATE, &until, CLOCK_BOOTTIME), EINVAL);
    CHECK_ERR(WAIT(&word, 5, 0, U32_PRIVATE, NULL, 0), EINVAL);
    CHECK_ERR(WAIT(&word, 5, -1U, FUTEX_PRIVATE_FLAG, NULL, 0), EINVAL);
    CHECK_ERR(WAIT(&word, 0x100000005, -1U, U32_PRIVATE, NULL, 0), EINVAL);
    CHECK_ERR(WAIT(8, 5, -1U, U32_PRIVATE, NULL, 0), EFAULT);
    thread = start_thread(waiter, NULL);
    while (tid == 0)
        usleep(50);
    wait_until_asleep(tid);
    CHECK_EQ(futex(&word, FUTEX_WAKE_BITSET_PRIVATE, 1, NULL, NULL, 3), 0);
    CHECK_EQ(futex(&word, FUTEX_WAKE_BITSET_PRIVATE, 1, NULL, NULL, 4), 1);
    join_thread(thread);
    return passed();
}
