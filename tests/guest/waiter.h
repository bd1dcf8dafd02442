/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * waiter.h - threads that wait on a futex word, known to be asleep there when
 * start_waiter() returns.
 */
#ifndef LXRUN_GUEST_WAITER_H
#define LXRUN_GUEST_WAITER_H

#include <linux/futex.h>

#include "check.h"

struct waiter {
    volatile uint32_t *word;
    int op;          /* FUTEX_WAIT or FUTEX_WAIT_BITSET, with its flags */
    uint32_t bitset; /* for the latter */
    const struct timespec *timeout;
    pthread_t thread;
    volatile pid_t tid;
    volatile int is_done;
    int result; /* 0, or an errno */
};

static inline long futex(volatile void *word, int op, uint32_t value, const void *timeout,
                         volatile void *word2, uint32_t value3)
{
    return syscall(SYS_futex, word, op, value, timeout, word2, value3);
}

static inline void *waiter_body(void *arg)
{
    struct waiter *w = arg;
    uint32_t value = *w->word;

    w->tid = gettid();
    w->result =
        futex(w->word, w->op, value, w->timeout, NULL, w->bitset) == -1 ? errno : 0;
    w->is_done = 1;
    return NULL;
}

static inline void start_waiter(struct waiter *w, volatile uint32_t *word, int op)
{
    w->word = word;
    w->op = op;
    w->tid = w->is_done = 0;
    w->thread = start_thread(waiter_body, w);
    while (w->tid == 0)
        usleep(50);
    wait_until_asleep(w->tid);
}

/* How its wait ended. */
static inline int join_waiter(struct waiter *w)
{
    join_thread(w->thread);
    return w->result;
}

static inline int count_done(const struct waiter *w, int count)
{
    int done = 0;

    for (int i = 0; i < count; i++)
        done += w[i].is_done;
    return done;
}

/* Until so many are done, and a little longer, to see that no more are. */
static inline void wait_until_done(const struct waiter *w, int count, int want)
{
    while (count_done(w, count) < want)
        usleep(50);
    sleep_ms(3);
    CHECK_EQ(count_done(w, count), want);
}

#endif
