/* SPDX-License-Identifier: GPL-2.0-or-later */
/* locks.c - see locks.h. */
#include "report/locks.h"

#include <errno.h>
#include <linux/futex.h>
#include <stdlib.h>
#include <string.h>

#include "syscall_nr.h"

static struct lock *find(struct lock **locks, const struct process *process,
                         uint64_t address)
{
    struct lock *lock = NULL, wanted;

    memset(&wanted, 0, sizeof(wanted));
    wanted.key.process = process;
    wanted.key.address = address;
    HASH_FIND(hh, *locks, &wanted.key, sizeof(wanted.key), lock);
    if (lock != NULL)
        return lock;
    lock = table_new(sizeof(*lock));
    lock->key = wanted.key;
    HASH_ADD(hh, *locks, key, sizeof(lock->key), lock);
    return lock;
}

static void take_wait(struct lock *lock, const struct call *call)
{
    if (call->is_failed && call->result == -EAGAIN)
        return; /* the word had changed: nobody slept */
    lock->waits++;
    lock->time += call->duration;
    if (call->duration > lock->longest)
        lock->longest = call->duration;
    lock->timeouts += call->is_failed && call->result == -ETIMEDOUT;
}

static void take_wake(struct lock *lock, const struct call *call)
{
    if (!call->is_answered || call->is_failed)
        return;
    lock->wakes++;
    lock->woken += (uint64_t)call->result;
    lock->empty += call->result == 0;
}

static void take_futex(struct lock *lock, const struct call *call)
{
    switch ((int)(uint32_t)call_arg(call, 1) & FUTEX_CMD_MASK) {
    case FUTEX_WAIT:
    case FUTEX_WAIT_BITSET:
    case FUTEX_LOCK_PI:
    case FUTEX_LOCK_PI2:
    case FUTEX_WAIT_REQUEUE_PI:
        take_wait(lock, call);
        break;
    default:
        take_wake(lock, call);
        break;
    }
}

void locks_take(struct lock **locks, const struct thread *thread, const struct call *call)
{
    struct lock *lock;

    if (call->nr != SYS_futex && call->nr != SYS_futex_wait && call->nr != SYS_futex_wake)
        return;
    lock = find(locks, thread->process, call_arg(call, 0));
    if (call->nr == SYS_futex)
        take_futex(lock, call);
    else if (call->nr == SYS_futex_wait)
        take_wait(lock, call);
    else
        take_wake(lock, call);
}

void locks_free(struct lock **locks)
{
    struct lock *lock, *next;

    HASH_ITER(hh, *locks, lock, next)
    {
        HASH_DEL(*locks, lock);
        free(lock);
    }
}
