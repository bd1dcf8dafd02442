/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A wait without timeout restarts with SA_RESTART; with one, or without
 * SA_RESTART, EINTR.
 */
#include "waiter.h"

static volatile uint32_t word;
static volatile int count;

static void handler(int sig, siginfo_t *info, void *context)
{
    (void)sig, (void)info, (void)context;
    if (++count % 10 == 0) {
        word++;
        futex(&word, FUTEX_WAKE, 1, NULL, NULL, 0);
        futex(&word, FUTEX_WAKE_PRIVATE, 1, NULL, NULL, 0);
    }
}

static void try_op(int op)
{
    struct timespec relative = { 100, 0 }, absolute;

    set_handler(SIGALRM, handler, SA_RESTART);
    for (int i = 0; i < 3; i++) {
        uint32_t seen = word;
        long result = futex(&word, op, seen, NULL, NULL, -1U);

        /* Woken, or at the restart found changed; never EINTR. */
        CHECK(result == 0 || errno == EAGAIN);
        CHECK(word != seen);
    }
    clock_gettime(CLOCK_MONOTONIC, &absolute);
    absolute.tv_sec += 100;
    count = 1;
    CHECK_ERR(futex(&word, op, word, (op & 127) == FUTEX_WAIT ? &relative : &absolute,
                    NULL, -1U),
              EINTR);
    set_handler(SIGALRM, handler, 0);
    count = 1;
    CHECK_ERR(futex(&word, op, word, NULL, NULL, -1U), EINTR);
}

int main(void)
{
    alarm_every_us(2000);
    try_op(FUTEX_WAIT);
    try_op(FUTEX_WAIT_PRIVATE);
    try_op(FUTEX_WAIT_BITSET);
    try_op(FUTEX_WAIT_BITSET_PRIVATE);
    alarm_every_us(0);
    return passed();
}
