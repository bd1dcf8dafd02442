/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * requeue.c - letting those who sleep on one word sleep on another.
 *
 * Limits  a vfork child killed while it moves a waiter of another thread may
 *         leave that waiter in neither bucket.
 */
#include "abi/errno.h"
#include "core/guest.h"
#include "futex/futex_impl.h"
#include "task/task.h"

/* Both locks are held, so nobody can see the waiter between the two, and its
 * owner, should it want to leave, waits for one of them (futex_unqueue()). */
static void move_locked(const struct futex_pair *pair, struct futex_waiter *waiter,
                        gaddr_t to)
{
    if (waiter->key == to)
        return;
    futex_unlink_locked(pair->first, waiter);
    waiter->key = to;
    futex_enqueue_locked(pair->second, waiter);
}

/* Where both words share a bucket, what has been moved stands behind what is
 * still to be looked at and no longer matches. */
static long move_all_locked(const struct futex_pair *pair,
                            const struct futex_requeue *request,
                            struct futex_batch *batch)
{
    struct futex_waiter *next;
    int done = 0;

    for (struct futex_waiter *at = pair->first->first; at != NULL; at = next) {
        next = at->next;
        if (done - request->max_wake >= request->max_move)
            break;
        if (at->key != request->from)
            continue;
        if (++done <= request->max_wake)
            futex_wake_one_locked(pair->first, at, batch);
        else
            move_locked(pair, at, request->to);
    }
    return done;
}

static long requeue_locked(const struct futex_pair *pair,
                           const struct futex_requeue *request, struct futex_batch *batch)
{
    uint32_t seen;

    if (request->expected != NULL) {
        long err = guest_load32(request->from, &seen);

        if (err != 0)
            return err;
        if (seen != *request->expected)
            return -EAGAIN;
    }
    return move_all_locked(pair, request, batch);
}

static long check(const struct futex_requeue *request)
{
    long err;

    if (request->max_wake < 0 || request->max_move < 0)
        return -EINVAL;
    err = futex_check_address(request->from);
    return err != 0 ? err : futex_check_address(request->to);
}

long futex_requeue(struct task *task, const struct futex_requeue *request)
{
    struct futex_batch batch = { .count = 0 };
    struct futex_pair pair;
    uint32_t ignored;
    long result = check(request);

    /* The first look brings the page in while no lock is held (wait.c). */
    if (result == 0 && request->expected != NULL)
        result = guest_load32(request->from, &ignored);
    if (result != 0)
        return result;
    futex_expect_incoming(request->to);
    pair = futex_pair_lock(task, request->from, request->to);
    result = requeue_locked(&pair, request, &batch);
    futex_pair_unlock(task, &pair);
    futex_incoming_done(request->to);
    futex_batch_wake(&batch);
    return result;
}

static bool has_waiter_locked(const struct futex_bucket *bucket, gaddr_t key)
{
    lock_assert_held(&bucket->lock);
    for (const struct futex_waiter *at = bucket->first; at != NULL; at = at->next)
        if (at->key == key)
            return true;
    return false;
}

/* The host moves those that wait there for it to do so (FUTEX_WAIT_REQUEUE_PI)
 * and does not see ours.  A word that has changed is the host's to refuse. */
long futex_check_requeue_pi(struct task *task, gaddr_t from, uint32_t expected)
{
    struct futex_bucket *bucket;
    uint32_t seen;
    bool is_refused;

    if (futex_check_address(from) != 0 || futex_bucket_is_quiet(from) ||
        guest_load32(from, &seen) != 0)
        return 0;
    bucket = futex_bucket_lock(task, from);
    is_refused = has_waiter_locked(bucket, from) && guest_load32(from, &seen) == 0 &&
                 seen == expected;
    futex_bucket_unlock(task, bucket);
    return is_refused ? -EINVAL : 0;
}
