/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * wait.c - sleeping on one guest word.
 *
 * Limits  the word is touched before the bucket is locked, which brings its
 *         page in; if the page goes away again at once, the second look faults
 *         with the lock held.  A userfaultfd(2) handler of the same process
 *         that then sleeps on a futex of the same bucket would wait for itself.
 */
#include "abi/errno.h"
#include "abi/futex.h"
#include "core/guest.h"
#include "core/host.h"
#include "futex/futex_impl.h"
#include "task/task.h"

/* The highest address that the kernel's access_ok() lets pass. */
#define ADDRESS_LIMIT 0x7ffffffff000UL

RETURNS_BEFORE_CALL long futex_check_address(gaddr_t uaddr)
{
    if (uaddr % sizeof(uint32_t) != 0)
        return -EINVAL;
    return uaddr <= ADDRESS_LIMIT ? 0 : -EFAULT;
}

static long compare(gaddr_t uaddr, uint32_t expected)
{
    uint32_t seen;
    long err = guest_load32(uaddr, &seen);

    if (err != 0)
        return err;
    return seen == expected ? 0 : -EAGAIN;
}

/*
 * A wakeup cannot be missed, because both sides meet under the bucket lock:
 *
 *     waiter                            waker
 *     ------                            -----
 *     lock(bucket)                      *uaddr = new         (guest, no lock)
 *     enqueue w                         lock(bucket)
 *     compare *uaddr with expected      unlink w, w.state = WOKEN
 *     unlock(bucket)                    unlock(bucket)
 *     park while w.state is QUEUED      host wake on &w.state
 *
 * Waker locks first: its store is ordered before our load, so we see `new` and
 * refuse to sleep.  We lock first: w is on the queue when the waker looks.  The
 * waker that does not lock at all is in bucket.c; for its sake w is queued
 * before the word is compared.
 */
long futex_queue_if(const struct task *task, struct futex_waiter *waiter,
                    uint32_t expected)
{
    struct futex_bucket *bucket;
    long err = compare(waiter->key, expected);

    if (err != 0)
        return err;
    if (unlikely(task->is_borrowing_memory))
        futex_expect_forgetting();
    bucket = futex_bucket_lock(task, waiter->key);
    futex_enqueue_locked(bucket, waiter);
    err = compare(waiter->key, expected);
    if (err != 0) {
        futex_unlink_locked(bucket, waiter);
        __atomic_store_n(&waiter->bucket, NULL, __ATOMIC_RELAXED);
    }
    futex_bucket_unlock(task, bucket);
    return err;
}

/*
 * Requeue moves a waiter with both locks held, so the bucket that we read
 * without a lock may be the wrong one by the time we have locked it.  Once it
 * is the right one under its lock, the waiter can neither move nor be woken.
 */
bool futex_unqueue(const struct task *task, struct futex_waiter *waiter)
{
    for (;;) {
        struct futex_bucket *bucket = __atomic_load_n(&waiter->bucket, __ATOMIC_ACQUIRE);
        bool is_there;

        if (bucket == NULL)
            return false;
        futex_bucket_relock(task, bucket);
        is_there = __atomic_load_n(&waiter->bucket, __ATOMIC_RELAXED) == bucket;
        if (is_there) {
            futex_unlink_locked(bucket, waiter);
            __atomic_store_n(&waiter->bucket, NULL, __ATOMIC_RELAXED);
        }
        futex_bucket_unlock(task, bucket);
        if (is_there)
            return true;
    }
}

/* A signal that the guest blocks or does not see leaves no attention behind. */
bool futex_is_noise(const struct task *task, long result)
{
    return (result == -EINTR || result == LX_REWIND) &&
           __atomic_load_n(&task->attention, __ATOMIC_RELAXED) == 0;
}

/*
 * 0 once we are woken, -ETIMEDOUT, or what a signal made of the host's call,
 * which restarts or fails as the guest's own would have: with a timeout it
 * answers -EINTR after any handler (signal(7)).
 */
static long park(struct task *task, const uint32_t *state,
                 const struct futex_deadline *until)
{
    const int clock = until != NULL && until->is_realtime ? FUTEX_CLOCK_REALTIME : 0;
    const struct sys_args call = {
        .nr = SYS_futex,
        .arg = { HOST_POINTER(state),
                 (uint64_t)(FUTEX_WAIT_BITSET | FUTEX_PRIVATE_FLAG | clock), FUTEX_QUEUED,
                 HOST_POINTER(until), 0, FUTEX_BITSET_MATCH_ANY },
    };

    while (__atomic_load_n(state, __ATOMIC_RELAXED) == FUTEX_QUEUED) {
        long err = host_call_restartable(task, &call);

        /* Woken, or woken before we slept, or a wake for whoever had this
         * stack before us: the state knows. */
        if (err != 0 && err != -EAGAIN && !futex_is_noise(task, err))
            return err;
    }
    return 0;
}

/*
 * Lifetime: w and its state are on our stack.  The waker's last access is its
 * store of NULL to w.bucket; the host wake that follows may hit a dead frame,
 * but only names an address, and every parker takes a wake that it cannot
 * explain for noise.
 */
long futex_wait(struct task *task, gaddr_t uaddr, uint32_t expected, uint32_t mask,
                const struct futex_deadline *until)
{
    uint32_t state = FUTEX_QUEUED;
    struct futex_waiter w = { .key = uaddr, .mask = mask, .state = &state };
    long err;

    if (mask == 0)
        return -EINVAL;
    err = futex_check_address(uaddr);
    if (err == 0)
        err = futex_queue_if(task, &w, expected);
    if (err != 0)
        return err;
    err = park(task, &state, until);
    /* Timed out or interrupted, but a waker got to w first: that wake was
     * spent on us, and calling it a timeout would lose it. */
    return futex_unqueue(task, &w) ? err : 0;
}
