/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lock.c - see lock.h for who can hold one and who can lose one. */
#include "core/lock.h"

#include "abi/errno.h"
#include "abi/futex.h"
#include "abi/signal.h"
#include "core/host.h"
#include "core/panic.h"
#include "task/task.h"

#include <linux/wait.h>

#define LOCK_SPINS 100
#define LOCK_PATIENCE_NS 100000000

static bool lock_try(struct lock *lock, uint32_t tid)
{
    uint32_t expected = 0;

    return __atomic_compare_exchange_n(&lock->owner, &expected, tid, false,
                                       __ATOMIC_ACQUIRE, __ATOMIC_RELAXED);
}

/* kill(2) with signal 0 only asks.  A vfork child that was killed is a child of
 * our process, and answers until it is waited for: so ask for that, too. */
static bool lock_owner_is_gone(uint32_t seen)
{
    uint32_t tid = seen & ~LOCK_CONTENDED;
    struct siginfo info = { .signo = 0 };

    if (host_call3(SYS_tkill, tid, 0, 0) == -ESRCH)
        return true;
    host_call(SYS_waitid, P_PID, tid, HOST_POINTER(&info),
              WEXITED | WNOHANG | WNOWAIT | __WALL, 0, 0);
    return info.signo != 0;
}

static void lock_wait(struct lock *lock, uint32_t seen)
{
    const int64_t patience[2] = { 0, LOCK_PATIENCE_NS };
    long err;

    err = host_call(SYS_futex, HOST_POINTER(&lock->owner), FUTEX_WAIT | FUTEX_PRIVATE_FLAG,
                    seen, HOST_POINTER(patience), 0, 0);
    if (err == -ETIMEDOUT && lock_owner_is_gone(seen))
        __atomic_compare_exchange_n(&lock->owner, &seen, 0, false, __ATOMIC_ACQUIRE,
                                    __ATOMIC_RELAXED);
}

/* Whoever has slept takes the lock as contended, because others may sleep. */
static void lock_take_slowly(struct lock *lock, uint32_t tid)
{
    for (;;) {
        uint32_t seen = __atomic_load_n(&lock->owner, __ATOMIC_RELAXED);

        if (seen == 0) {
            if (lock_try(lock, tid | LOCK_CONTENDED))
                return;
            continue;
        }
        if ((seen & LOCK_CONTENDED) == 0 &&
            !__atomic_compare_exchange_n(&lock->owner, &seen, seen | LOCK_CONTENDED, false,
                                         __ATOMIC_RELAXED, __ATOMIC_RELAXED))
            continue;
        lock_wait(lock, seen | LOCK_CONTENDED);
    }
}

void lock_take(struct lock *lock, const struct task *task)
{
    uint32_t tid = (uint32_t)task->tid;

    for (int spin = 0; spin < LOCK_SPINS; spin++) {
        if (lock_try(lock, tid))
            return;
        __builtin_ia32_pause();
    }
    if ((__atomic_load_n(&lock->owner, __ATOMIC_RELAXED) & ~LOCK_CONTENDED) == tid)
        lx_panic("lock taken twice", HOST_POINTER(lock), tid);
    lock_take_slowly(lock, tid);
}

void lock_drop(struct lock *lock, const struct task *task)
{
    uint32_t before = __atomic_exchange_n(&lock->owner, 0, __ATOMIC_RELEASE);

    if ((before & ~LOCK_CONTENDED) != (uint32_t)task->tid)
        lx_panic("lock dropped by another", HOST_POINTER(lock), before);
    if (before & LOCK_CONTENDED)
        host_call3(SYS_futex, HOST_POINTER(&lock->owner), FUTEX_WAKE | FUTEX_PRIVATE_FLAG, 1);
}

void lock_reset(struct lock *lock)
{
    __atomic_store_n(&lock->owner, 0, __ATOMIC_RELAXED);
}

void lock_assert_held(const struct lock *lock)
{
    if (__atomic_load_n(&lock->owner, __ATOMIC_RELAXED) == 0)
        lx_panic("lock not held", HOST_POINTER(lock), 0);
}
