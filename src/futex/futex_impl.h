/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * futex_impl.h - buckets and waiters, for the files of this folder only.
 *
 * A waiter lies on the stack of the sleeping thread.  It is its owner's until
 * it is queued and again once `bucket` is NULL; in between it belongs to the
 * bucket's lock, and a waker's store of that NULL is its last access.
 */
#ifndef LXRUN_FUTEX_FUTEX_IMPL_H
#define LXRUN_FUTEX_FUTEX_IMPL_H

#include "abi/futex.h"
#include "core/lock.h"
#include "core/types.h"
#include "futex/futex.h"

/* <linux/futex.h> has them since 6.7. */
#ifndef FUTEX2_SIZE_MASK
#define FUTEX2_SIZE_U32 0x02U
#define FUTEX2_SIZE_MASK 0x03U
#define FUTEX2_NUMA 0x04U
#define FUTEX2_PRIVATE FUTEX_PRIVATE_FLAG
#endif
#ifndef FUTEX2_MPOL /* 6.16 */
#define FUTEX2_MPOL 0x08U
#endif

enum futex_state { FUTEX_QUEUED, FUTEX_WOKEN };

struct futex_waiter {
    struct futex_waiter *next, *prev;
    struct futex_bucket *bucket; /* NULL: not queued, or no longer */
    gaddr_t key;
    uint32_t mask;
    uint32_t *state; /* the enum futex_state on which its thread is parked */
};

struct futex_bucket {
    struct lock lock;
    uint32_t is_changing;       /* links are being moved (bucket.c) */
    struct futex_waiter *first; /* the one field also read without the lock */
    struct futex_waiter *last;
    uint32_t incoming; /* requeues under way to this bucket; atomic */
} __attribute__((aligned(64)));

/* The bucket of `uaddr`, locked. */
struct futex_bucket *futex_bucket_lock(const struct task *task, gaddr_t uaddr);
/* The same for a bucket that is known already. */
void futex_bucket_relock(const struct task *task, struct futex_bucket *bucket);
void futex_bucket_unlock(const struct task *task, struct futex_bucket *bucket);

/* The two buckets of a request with two addresses; they may be one. */
struct futex_pair {
    struct futex_bucket *first, *second;
};

struct futex_pair futex_pair_lock(const struct task *task, gaddr_t first, gaddr_t second);
void futex_pair_unlock(const struct task *task, const struct futex_pair *pair);

/* True if nobody waits in the bucket of `uaddr`: no lock is needed to wake. */
bool futex_bucket_is_quiet(gaddr_t uaddr);
/* Count a requeue towards `uaddr` while it has not linked anything yet. */
void futex_expect_incoming(gaddr_t uaddr);
void futex_incoming_done(gaddr_t uaddr);

/* The calling thread may be killed while it waits and leave the rest of us
 * running: from now on futex_forget_task() has something to look for. */
void futex_expect_forgetting(void);

/* Append `waiter`, visible to futex_bucket_is_quiet() before what follows. */
void futex_enqueue_locked(struct futex_bucket *bucket, struct futex_waiter *waiter);
void futex_unlink_locked(struct futex_bucket *bucket, struct futex_waiter *waiter);

/* Queue `waiter` if its word holds `expected`; -EAGAIN or -EFAULT otherwise. */
long futex_queue_if(const struct task *task, struct futex_waiter *waiter,
                    uint32_t expected);
/* False if `waiter` was not queued any more: a wake was spent on it. */
bool futex_unqueue(const struct task *task, struct futex_waiter *waiter);

/* The host came back from a park with `result`, but for no signal that the
 * guest is to see: park again. */
bool futex_is_noise(const struct task *task, long result);

/* Threads whose waiters are unlinked but which still sleep in the host.  A full
 * batch wakes them at once, also with a bucket lock held. */
#define FUTEX_BATCH_SIZE 32

struct futex_batch {
    unsigned count;
    uint32_t *state[FUTEX_BATCH_SIZE];
};

/* Wake waiters of `key` as futex_wake() does; their threads go to `batch`. */
int futex_wake_locked(struct futex_bucket *bucket, gaddr_t key, uint32_t mask, int max,
                      struct futex_batch *batch);
/* Take one waiter off its queue and mark it woken. */
void futex_wake_one_locked(struct futex_bucket *bucket, struct futex_waiter *waiter,
                           struct futex_batch *batch);
/* After the locks are dropped: let the threads run. */
void futex_batch_wake(struct futex_batch *batch);

/* A timeout of the guest; NULL stands for none.  0, -EFAULT or -EINVAL. */
struct futex_timeout {
    struct futex_deadline deadline;
    const struct futex_deadline *until;
};

long futex_load_timeout(gaddr_t at, bool is_realtime, struct futex_timeout *timeout);
/* The same for a duration, which ends on CLOCK_MONOTONIC. */
long futex_load_duration(gaddr_t at, struct futex_timeout *timeout);

#endif
