/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * futex.h - guest futexes: who is asleep on which guest word.
 *
 * Owns    the bucket array and every struct futex_waiter linked into it.
 * World   lxcore.
 * Locks   one per bucket, a leaf, except that requeue and wake_op hold two,
 *         lower address first.  Guest memory is read with it held (wait.c).
 * Result  0 or a count, or a negated errno; a wait may answer LX_REWIND.
 * Limits  process-private futexes only.  What the kernel must own (shared and
 *         PI futexes, robust lists, clear_child_tid) stays with the kernel; it
 *         never meets the private ones, as Linux's own keys never do.
 *
 * Decoding of arguments is the business of sys_futex.c and sys_futex2.c; by the
 * time a call gets here its arguments mean one thing only.
 */
#ifndef LXRUN_FUTEX_FUTEX_H
#define LXRUN_FUTEX_FUTEX_H

#include "core/types.h"

struct task;

#define FUTEX_MASK_ANY UINT32_MAX

/* A moment on CLOCK_MONOTONIC or CLOCK_REALTIME; sec and nsec are the host's
 * struct __kernel_timespec. */
struct futex_deadline {
    int64_t sec;
    int64_t nsec;
    bool is_realtime;
};

/* Sleep on `uaddr` if it still holds `expected`.  `until` NULL: for ever. */
long futex_wait(struct task *task, gaddr_t uaddr, uint32_t expected, uint32_t mask,
                const struct futex_deadline *until);

/* One word of several to sleep on.  A word that is not `is_emulated` is waited
 * for by the host, with the flags that the guest gave. */
struct futex_wish {
    gaddr_t uaddr;
    uint32_t expected;
    uint32_t mask;
    uint32_t flags;
    bool is_emulated;
};

/* Sleep until one of `count` (at most FUTEX_WAITV_MAX) words is woken; returns
 * its index.  At least one is emulated. */
long futex_wait_any(struct task *task, const struct futex_wish *wishes, unsigned count,
                    const struct futex_deadline *until);

/* Wake up to `max` waiters whose mask meets `mask`, in the order in which they
 * came; returns how many.  As in Linux, `max` below one counts as one. */
long futex_wake(struct task *task, gaddr_t uaddr, uint32_t mask, int max);

/* FUTEX_WAKE_OP: change the word at `second` as `operation` says, wake on
 * `first`, and on `second` too if its old value compares. */
struct futex_wake_op {
    gaddr_t first, second;
    int max_first, max_second;
    uint32_t operation;
};

long futex_wake_op(struct task *task, const struct futex_wake_op *request);

/* Wake `max_wake` waiters of `from` and let up to `max_move` others wait on
 * `to`; returns the sum.  -EAGAIN if `expected` is given and not there. */
struct futex_requeue {
    gaddr_t from, to;
    int max_wake, max_move;
    const uint32_t *expected;
};

long futex_requeue(struct task *task, const struct futex_requeue *request);

/* May FUTEX_CMP_REQUEUE_PI move those who wait on `from`, where the guest
 * expects `expected`?  -EINVAL if somebody waits otherwise than for that. */
long futex_check_requeue_pi(struct task *task, gaddr_t from, uint32_t expected);

/* -EINVAL if misaligned, -EFAULT if beyond user space: the test that every
 * futex call makes of each of its addresses first. */
long futex_check_address(gaddr_t uaddr);

/* `child`, a vfork child of `task`, is gone and may have been killed while it
 * slept on a futex: drop what it left queued.  To be called before its area is
 * given back; until then a wake may be spent on it. */
void futex_forget_task(const struct task *task, const struct task *child);

/* After fork: the child has one thread, so every queue it inherited is stale. */
void futex_reset_in_child(void);

#endif
