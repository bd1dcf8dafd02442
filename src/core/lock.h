/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * lock.h - the one kind of lock in lxcore.
 *
 * A word that holds its owner's tid, waited for with the host's futex.  Signal
 * handlers take no lock while they interrupt lxcore (they only save the
 * signal), so a lock is never asked for twice by one thread.
 *
 * An owner can vanish only by a SIGKILL to a vfork child, which shares our
 * memory without being our thread.  A waiter therefore wakes up now and then
 * to ask whether the owner still exists, and takes the lock over if not.
 *
 * After fork the child calls lock_reset() on each lock (task/fork.c).
 */
#ifndef LXRUN_CORE_LOCK_H
#define LXRUN_CORE_LOCK_H

#include "core/types.h"

struct task;

struct lock {
    uint32_t owner; /* tid, with LOCK_CONTENDED when somebody waits; 0: free */
};

#define LOCK_CONTENDED 0x80000000U

void lock_take(struct lock *lock, const struct task *task);
void lock_drop(struct lock *lock, const struct task *task);
void lock_reset(struct lock *lock);
void lock_assert_held(const struct lock *lock);

#endif
