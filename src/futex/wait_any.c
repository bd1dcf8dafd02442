/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * wait_any.c - sleeping on several guest words at once (futex_waitv(2)).
 *
 * The thread parks in the host's futex_waitv() on one word of its own, which
 * all its waiters share, and on those guest words that are the host's to wait
 * for: so it can be woken from either side, and signals restart it by the rules
 * of this call and not by futex(2)'s.
 *
 * Limits  in a list of both kinds the host queues its words after ours are
 *         queued, and the words of both kinds are compared in that order.
 */
#include "abi/errno.h"
#include "abi/futex.h"
#include "core/guest.h"
#include "core/host.h"
#include "futex/futex_impl.h"
#include "task/task.h"

#include <linux/time.h>

/* One call: our waiters by wish, and the host's list with our own word last. */
struct gathering {
    uint32_t state;
    unsigned host_count;
    uint8_t wish_of_host[FUTEX_WAITV_MAX];
    struct futex_waitv host[FUTEX_WAITV_MAX];
    struct futex_waiter waiter[FUTEX_WAITV_MAX];
};

static long check_addresses(const struct futex_wish *wishes, unsigned count)
{
    for (unsigned i = 0; i < count; i++) {
        uint32_t ignored;
        long err = futex_check_address(wishes[i].uaddr);

        /* The key of a shared word is its page, which has to be there. */
        if (err == 0 && !wishes[i].is_emulated)
            err = guest_load32(wishes[i].uaddr, &ignored);
        if (err != 0)
            return err;
    }
    return 0;
}

/* Take the first `count` wishes back.  Returns the last of them that had been
 * woken; `otherwise` if none had. */
static long unqueue_all(const struct task *task, struct gathering *all,
                        const struct futex_wish *wishes, unsigned count, long otherwise)
{
    long result = otherwise;

    for (unsigned i = 0; i < count; i++)
        if (wishes[i].is_emulated && !futex_unqueue(task, &all->waiter[i]))
            result = i;
    return result;
}

static void add_host_word(struct gathering *all, const struct futex_wish *wish,
                          unsigned index)
{
    all->wish_of_host[all->host_count] = (uint8_t)index;
    all->host[all->host_count++] = (struct futex_waitv){
        .val = wish->expected,
        .uaddr = wish->uaddr,
        .flags = wish->flags,
    };
}

/* False if there is nothing to sleep for: *result is an index or an error then,
 * and nothing is queued. */
static bool queue_all(const struct task *task, struct gathering *all,
                      const struct futex_wish *wishes, unsigned count, long *result)
{
    for (unsigned i = 0; i < count; i++) {
        const struct futex_wish *wish = &wishes[i];
        long err;

        if (!wish->is_emulated) {
            add_host_word(all, wish, i);
            continue;
        }
        all->waiter[i] = (struct futex_waiter){ .key = wish->uaddr,
                                                .mask = wish->mask,
                                                .state = &all->state };
        err = futex_queue_if(task, &all->waiter[i], wish->expected);
        if (err == 0)
            continue;
        *result = unqueue_all(task, all, wishes, i, err);
        return false;
    }
    return true;
}

/* The index of a word that the host woke, or why it came back. */
static long park(struct task *task, struct gathering *all,
                 const struct futex_deadline *until)
{
    const struct futex_waitv own = {
        .val = FUTEX_QUEUED,
        .uaddr = HOST_POINTER(&all->state),
        .flags = FUTEX2_SIZE_U32 | FUTEX2_PRIVATE,
    };
    const struct sys_args call = {
        .nr = SYS_futex_waitv,
        .arg = { HOST_POINTER(all->host), all->host_count + 1, 0, HOST_POINTER(until),
                 until != NULL && until->is_realtime ? CLOCK_REALTIME : CLOCK_MONOTONIC },
    };

    all->host[all->host_count] = own;
    for (;;) {
        long result = host_call_restartable(task, &call);

        if (result >= 0 && result < (long)all->host_count)
            return all->wish_of_host[result];
        if (__atomic_load_n(&all->state, __ATOMIC_RELAXED) == FUTEX_WOKEN)
            return -EAGAIN;
        /* Our own index: a wake for whoever had this stack before us. */
        if (result < 0 && !futex_is_noise(task, result))
            return result;
    }
}

/* Some 9 KiB of stack: callers that do not come here must not carry them. */
__attribute__((noinline)) long futex_wait_any(struct task *task,
                                              const struct futex_wish *wishes,
                                              unsigned count,
                                              const struct futex_deadline *until)
{
    struct gathering all;
    long result;

    all.state = FUTEX_QUEUED;
    all.host_count = 0;
    result = check_addresses(wishes, count);
    if (result != 0)
        return result;
    if (!queue_all(task, &all, wishes, count, &result))
        return result;
    result = park(task, &all, until);
    return unqueue_all(task, &all, wishes, count, result);
}
