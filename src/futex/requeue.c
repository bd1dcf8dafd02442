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
