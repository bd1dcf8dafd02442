/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * wake.c - waking those who sleep on a guest word.
 *
 * Waiters are taken off their queue under the lock; their threads are woken in
 * the host after it is dropped, so that they do not run into it.
 */
#include "abi/errno.h"
#include "abi/futex.h"
#include "core/guest.h"
#include "core/host.h"
#include "futex/futex_impl.h"
#include "task/task.h"

#define OPERAND_BITS 12
#define OPERAND_MASK ((1U << OPERAND_BITS) - 1)

void futex_batch_wake(struct futex_batch *batch)
{
    for (unsigned i = 0; i < batch->count; i++)
        host_call3(SYS_futex, HOST_POINTER(batch->state[i]),
                   FUTEX_WAKE | FUTEX_PRIVATE_FLAG, 1);
    batch->count = 0;
}

/* The store to waiter->bucket is the last access: its owner may find it at once
 * and leave the function whose stack the waiter lies on (it pairs with the load
 * in futex_unqueue()).  That store being the last, the state is set before. */
void futex_wake_one_locked(struct futex_bucket *bucket, struct futex_waiter *waiter,
                           struct futex_batch *batch)
{
    uint32_t *state = waiter->state;

    lock_assert_held(&bucket->lock);
    futex_unlink_locked(bucket, waiter);
    __atomic_store_n(state, FUTEX_WOKEN, __ATOMIC_RELAXED);
    __atomic_store_n(&waiter->bucket, NULL, __ATOMIC_RELEASE);

    if (batch->count == FUTEX_BATCH_SIZE)
        futex_batch_wake(batch);
    batch->state[batch->count++] = state;
}

int futex_wake_locked(struct futex_bucket *bucket, gaddr_t key, uint32_t mask, int max,
                      struct futex_batch *batch)
{
    struct futex_waiter *next;
    int woken = 0;

    lock_assert_held(&bucket->lock);
    for (struct futex_waiter *at = bucket->first; at != NULL; at = next) {
        next = at->next;
        if (at->key != key || (at->mask & mask) == 0)
            continue;
        futex_wake_one_locked(bucket, at, batch);
        if (++woken >= max)
            break;
    }
    return woken;
}

RETURNS_BEFORE_CALL long futex_wake(struct task *task, gaddr_t uaddr, uint32_t mask, int max)
{
    struct futex_batch batch = { .count = 0 };
    struct futex_bucket *bucket;
    long err;
    int woken;

    if (mask == 0)
        return -EINVAL;
    err = futex_check_address(uaddr);
    if (err != 0)
        return err;
    if (futex_bucket_is_quiet(uaddr))
        return 0;
    bucket = futex_bucket_lock(task, uaddr);
    woken = futex_wake_locked(bucket, uaddr, mask, max, &batch);
    futex_bucket_unlock(task, bucket);
    futex_batch_wake(&batch);
    return woken;
}

static int32_t sign_extend(uint32_t operand)
{
    const uint32_t sign = 1U << (OPERAND_BITS - 1);

    return (int32_t)((operand & OPERAND_MASK) ^ sign) - (int32_t)sign;
}

/* The operand; with FUTEX_OP_OPARG_SHIFT it is the number of a bit. */
static uint32_t operand_of(uint32_t operation)
{
    uint32_t operand = (uint32_t)sign_extend(operation >> OPERAND_BITS);

    if (operation >> 28 & FUTEX_OP_OPARG_SHIFT)
        return 1U << (operand & 31);
    return operand;
}

static long apply(uint32_t operation, uint32_t old, uint32_t *new)
{
    uint32_t operand = operand_of(operation);

    switch (operation >> 28 & 7) {
    case FUTEX_OP_SET:
        *new = operand;
        return 0;
    case FUTEX_OP_ADD:
        *new = old + operand;
        return 0;
    case FUTEX_OP_OR:
        *new = old | operand;
        return 0;
    case FUTEX_OP_ANDN:
        *new = old & ~operand;
        return 0;
    case FUTEX_OP_XOR:
        *new = old ^ operand;
        return 0;
    default:
        return -ENOSYS;
    }
}

/* Does the old value compare?  0, 1, or an error after all has been done. */
static long compares(uint32_t operation, uint32_t old_word)
{
    int32_t old = (int32_t)old_word, with = sign_extend(operation);

    switch (operation >> 24 & 15) {
    case FUTEX_OP_CMP_EQ:
        return old == with;
    case FUTEX_OP_CMP_NE:
        return old != with;
    case FUTEX_OP_CMP_LT:
        return old < with;
    case FUTEX_OP_CMP_LE:
        return old <= with;
    case FUTEX_OP_CMP_GT:
        return old > with;
    case FUTEX_OP_CMP_GE:
        return old >= with;
    default:
        return -ENOSYS;
    }
}

/* Change the word atomically; what it was is compared. */
static long change_word(gaddr_t uaddr, uint32_t operation)
{
    uint32_t old = 0, seen, new;
    long err = apply(operation, old, &new);

    if (err == 0)
        err = guest_load32(uaddr, &seen);
    while (err == 0) {
        old = seen;
        apply(operation, old, &new);
        err = guest_cmpxchg32(uaddr, &seen, new);
        if (err == 0 && seen == old)
            return compares(operation, old);
    }
    return err;
}

static long wake_op_locked(const struct futex_pair *pair,
                           const struct futex_wake_op *request, struct futex_batch *batch)
{
    long woken, compared = change_word(request->second, request->operation);

    if (compared < 0)
        return compared;
    woken = futex_wake_locked(pair->first, request->first, FUTEX_MASK_ANY,
                              request->max_first, batch);
    if (compared > 0)
        woken += futex_wake_locked(pair->second, request->second, FUTEX_MASK_ANY,
                                   request->max_second, batch);
    return woken;
}

long futex_wake_op(struct task *task, const struct futex_wake_op *request)
{
    struct futex_batch batch = { .count = 0 };
    struct futex_pair pair;
    uint32_t ignored;
    long result = futex_check_address(request->first);

    if (result == 0)
        result = futex_check_address(request->second);
    if (result != 0)
        return result;
    /* Only to bring the page in while no lock is held (wait.c). */
    (void)guest_load32(request->second, &ignored);
    pair = futex_pair_lock(task, request->first, request->second);
    result = wake_op_locked(&pair, request, &batch);
    futex_pair_unlock(task, &pair);
    futex_batch_wake(&batch);
    return result;
}
