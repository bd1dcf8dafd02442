/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * bucket.c - waiters by address: hash buckets and their lists.
 *
 * Locks   a bucket's lock guards its list and every waiter in it.  Two are
 *         taken in the order of their addresses, here and nowhere else.
 *
 * A waker that finds nobody must be cheap, so it looks at `first` without the
 * lock.  It cannot overlook a waiter, because both sides store before they
 * load, with a full barrier in between:
 *
 *     waiter                            waker
 *     ------                            -----
 *     lock(bucket)                      *uaddr = new         (guest, no lock)
 *     bucket.first = w                  full barrier (B)
 *     full barrier (A)                  bucket.first == NULL: nobody
 *     compare *uaddr with expected
 *     unlock(bucket)
 *
 * The waiter's load of *uaddr misses `new` only if the waker's load of `first`
 * finds w, and then the waker takes the lock like any other.
 *
 * A requeue moves waiters to a bucket that may be empty until then.  One that
 * has compared *from with success comes before whoever changes *from next, so a
 * wake on `to` after that change must find what was moved: `incoming` is raised
 * before the comparison, and counts as a waiter here.
 *
 * An owner of the lock may be killed (core/lock.h) between two stores.  The
 * chain of `next` is right after each single one; whoever finds is_changing set
 * derives the rest from it.
 */
#include "futex/futex_impl.h"

#include "core/string.h"
#include "task/task.h"

#define BUCKET_BITS 8
#define GOLDEN_RATIO 0x9e3779b97f4a7c15UL

static struct futex_bucket buckets[1U << BUCKET_BITS] __attribute__((aligned(4096)));
/* The pages of `buckets` that were ever written to: a child of fork has to clear
 * only those, and most have none. */
static uint32_t written_pages HOT_DATA;

static void note_writing(const struct futex_bucket *bucket)
{
    uint32_t page = (uint32_t)((uint64_t)(bucket - buckets) * sizeof(*bucket) / PAGE_SIZE);

    if (unlikely(!(__atomic_load_n(&written_pages, __ATOMIC_RELAXED) & 1U << page)))
        __atomic_or_fetch(&written_pages, 1U << page, __ATOMIC_RELAXED);
}

/* A vfork child has queued a waiter, some time; the others never do. */
static bool has_mortal_waiter;

/* Neighbours in a page are spread, and so are equal offsets in many pages. */
static struct futex_bucket *bucket_of(gaddr_t uaddr)
{
    return &buckets[((uaddr >> 2) * GOLDEN_RATIO) >> (64 - BUCKET_BITS)];
}

static void set_next(struct futex_bucket *bucket, struct futex_waiter *before,
                     struct futex_waiter *next)
{
    __atomic_store_n(before != NULL ? &before->next : &bucket->first, next,
                     __ATOMIC_RELEASE);
}

static void set_prev(struct futex_bucket *bucket, struct futex_waiter *after,
                     struct futex_waiter *prev)
{
    if (after != NULL)
        after->prev = prev;
    else
        bucket->last = prev;
}

static void begin_change(struct futex_bucket *bucket)
{
    __atomic_store_n(&bucket->is_changing, 1, __ATOMIC_RELAXED);
    __atomic_signal_fence(__ATOMIC_SEQ_CST);
}

static void end_change(struct futex_bucket *bucket)
{
    __atomic_store_n(&bucket->is_changing, 0, __ATOMIC_RELEASE);
}

static void repair(struct futex_bucket *bucket)
{
    struct futex_waiter *before = NULL;

    for (struct futex_waiter *at = bucket->first; at != NULL; at = at->next) {
        at->prev = before;
        before = at;
    }
    bucket->last = before;
    end_change(bucket);
}

void futex_bucket_relock(const struct task *task, struct futex_bucket *bucket)
{
    note_writing(bucket);
    lock_take(&bucket->lock, task);
    if (unlikely(bucket->is_changing))
        repair(bucket);
}

struct futex_bucket *futex_bucket_lock(const struct task *task, gaddr_t uaddr)
{
    struct futex_bucket *bucket = bucket_of(uaddr);

    futex_bucket_relock(task, bucket);
    return bucket;
}

void futex_bucket_unlock(const struct task *task, struct futex_bucket *bucket)
{
    lock_drop(&bucket->lock, task);
}

struct futex_pair futex_pair_lock(const struct task *task, gaddr_t first, gaddr_t second)
{
    struct futex_pair pair = { bucket_of(first), bucket_of(second) };

    futex_bucket_relock(task, pair.first < pair.second ? pair.first : pair.second);
    if (pair.first != pair.second)
        futex_bucket_relock(task, pair.first < pair.second ? pair.second : pair.first);
    return pair;
}

void futex_pair_unlock(const struct task *task, const struct futex_pair *pair)
{
    futex_bucket_unlock(task, pair->first);
    if (pair->first != pair->second)
        futex_bucket_unlock(task, pair->second);
}

RETURNS_BEFORE_CALL bool futex_bucket_is_quiet(gaddr_t uaddr)
{
    const struct futex_bucket *bucket = bucket_of(uaddr);

    __atomic_thread_fence(__ATOMIC_SEQ_CST); /* (B) */
    return __atomic_load_n(&bucket->first, __ATOMIC_RELAXED) == NULL &&
           __atomic_load_n(&bucket->incoming, __ATOMIC_RELAXED) == 0;
}

/* A full barrier (A), as every read-modify-write is. */
void futex_expect_incoming(gaddr_t uaddr)
{
    struct futex_bucket *bucket = bucket_of(uaddr);

    note_writing(bucket);
    __atomic_add_fetch(&bucket->incoming, 1, __ATOMIC_SEQ_CST);
}

void futex_incoming_done(gaddr_t uaddr)
{
    __atomic_sub_fetch(&bucket_of(uaddr)->incoming, 1, __ATOMIC_RELEASE);
}

void futex_enqueue_locked(struct futex_bucket *bucket, struct futex_waiter *waiter)
{
    lock_assert_held(&bucket->lock);
    waiter->next = NULL;
    waiter->prev = bucket->last;
    __atomic_store_n(&waiter->bucket, bucket, __ATOMIC_RELAXED);
    begin_change(bucket);
    set_next(bucket, bucket->last, waiter);
    bucket->last = waiter;
    end_change(bucket);
    __atomic_thread_fence(__ATOMIC_SEQ_CST); /* (A) */
}

void futex_unlink_locked(struct futex_bucket *bucket, struct futex_waiter *waiter)
{
    lock_assert_held(&bucket->lock);
    begin_change(bucket);
    set_next(bucket, waiter->prev, waiter->next);
    set_prev(bucket, waiter->next, waiter->prev);
    end_change(bucket);
}

void futex_expect_forgetting(void)
{
    __atomic_store_n(&has_mortal_waiter, true, __ATOMIC_RELAXED);
}

static bool lies_in_area(const struct futex_waiter *waiter, const struct task *task)
{
    uint64_t start = task_stack_top(task) + LX_AREA_TOP_SIZE - LX_AREA_SIZE;

    return (uint64_t)(uintptr_t)waiter - start < LX_AREA_SIZE;
}

static void forget_in(const struct task *task, struct futex_bucket *bucket,
                      const struct task *child)
{
    struct futex_waiter *next;

    futex_bucket_relock(task, bucket);
    for (struct futex_waiter *at = bucket->first; at != NULL; at = next) {
        next = at->next;
        if (lies_in_area(at, child))
            futex_unlink_locked(bucket, at);
    }
    futex_bucket_unlock(task, bucket);
}

/* The child is gone, so what it has queued it has queued before: a look without
 * the lock is enough. */
void futex_forget_task(const struct task *task, const struct task *child)
{
    if (likely(!__atomic_load_n(&has_mortal_waiter, __ATOMIC_RELAXED)))
        return;
    for (unsigned i = 0; i < ARRAY_LEN(buckets); i++)
        if (__atomic_load_n(&buckets[i].first, __ATOMIC_ACQUIRE) != NULL)
            forget_in(task, &buckets[i], child);
}

void futex_reset_in_child(void)
{
    for (uint64_t page = 0; page < sizeof(buckets) / PAGE_SIZE; page++)
        if (written_pages & 1U << page)
            memset((uint8_t *)buckets + page * PAGE_SIZE, 0, PAGE_SIZE);
    written_pages = 0;
}
