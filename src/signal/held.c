/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * held.c - see held.h.
 *
 * A signal for the process goes to a thread that waits for it, if there is
 * one.  Both sides look after they have written, so one of them sees the other:
 *
 *     the thread that was interrupted     the thread that waits
 *     -------------------------------     ---------------------
 *     put the signal into the slot        waiter_tid = its tid
 *     read waiter_tid                     look into the slots
 *     if set: poke that thread            if empty: host sigtimedwait
 */
#include "signal/held.h"

#include "core/host.h"
#include "core/string.h"
#include "signal/action.h"
#include "task/task.h"

static const int held_signo[HELD_COUNT] = {
    [HELD_BUS] = SIGBUS,
    [HELD_SEGV] = SIGSEGV,
    [HELD_SYS] = SIGSYS,
};

static int slot_of(int signo)
{
    for (int slot = 0; slot < HELD_COUNT; slot++)
        if (held_signo[slot] == signo)
            return slot;
    return 0;
}

static bool claim(struct held_signals *held, int slot, uint32_t state)
{
    return __atomic_compare_exchange_n(&held->slot[slot].state, &state, HELD_CLAIMED, false,
                                       __ATOMIC_SEQ_CST, __ATOMIC_RELAXED);
}

static void release(struct held_signals *held, int slot, uint32_t state)
{
    __atomic_store_n(&held->slot[slot].state, state, __ATOMIC_SEQ_CST);
}

static void put(struct held_signals *held, int slot, const struct siginfo *info)
{
    if (!claim(held, slot, HELD_EMPTY))
        return;
    held->slot[slot].info = *info;
    release(held, slot, HELD_VALID);
}

static bool take(struct held_signals *held, int slot, struct siginfo *info)
{
    if (!claim(held, slot, HELD_VALID))
        return false;
    *info = held->slot[slot].info;
    release(held, slot, HELD_EMPTY);
    return true;
}

/* The signal itself cannot be sent on: the kernel lets nobody queue a siginfo
 * with a code of its own to another thread (rt_tgsigqueueinfo(2), EPERM). */
static void poke_waiter(const struct task *task, const struct held_signals *held, int slot)
{
    int32_t tid = __atomic_load_n(&held->waiter_tid[slot], __ATOMIC_SEQ_CST);
    const struct siginfo poke = { .signo = held_signo[slot], .code = SI_HELD_POKE };

    if (tid != 0 && tid != task->tid)
        host_queue_to_thread(task->tgid, tid, poke.signo, &poke);
}

/* Read without the lock, which the interrupted code may hold. */
static bool is_ignored(const struct task *task, int signo)
{
    uint64_t mask = task->has_wait_mask ? task->wait_mask : task->sigmask;

    return !(mask & SIG_BIT(signo)) &&
           __atomic_load_n(&task->sighand->action[signo - 1].handler, __ATOMIC_RELAXED) ==
               SIG_IGN;
}

static void keep(struct task *task, const struct siginfo *info)
{
    int slot = slot_of(info->signo);
    struct held_signals *process = &task->sighand->held;

    /* tgkill(2) names the thread. */
    if (info->code == SI_TKILL) {
        put(&task->held, slot, info);
    } else {
        put(process, slot, info);
        poke_waiter(task, process, slot);
    }
    sig_mask_changed(task);
}

void sig_hold(struct task *task, const struct siginfo *info)
{
    int slot = slot_of(info->signo);

    if (!is_ignored(task, info->signo))
        keep(task, info);
    /* One that this thread waits for must not find it asleep; one that is not due
     * is not to end the call that it may have interrupted. */
    if (task->sighand->held.waiter_tid[slot] == task->tid)
        __atomic_or_fetch(&task->attention, TASK_SIGNAL_HELD, __ATOMIC_RELEASE);
    else if (task->attention == 0)
        task->is_nudged = true;
}

static uint64_t set_of(const struct held_signals *held)
{
    uint64_t set = 0;

    for (int slot = 0; slot < HELD_COUNT; slot++)
        if (__atomic_load_n(&held->slot[slot].state, __ATOMIC_SEQ_CST) == HELD_VALID)
            set |= SIG_BIT(held_signo[slot]);
    return set;
}

uint64_t sig_held_set(const struct task *task)
{
    return set_of(&task->held) | set_of(&task->sighand->held);
}

int sig_take_held(struct task *task, uint64_t set, struct siginfo *info)
{
    for (int slot = 0; slot < HELD_COUNT; slot++) {
        if (!(set & SIG_BIT(held_signo[slot])))
            continue;
        if (take(&task->held, slot, info) || take(&task->sighand->held, slot, info))
            return held_signo[slot];
    }
    return 0;
}

void sig_held_wait_begin(struct task *task, uint64_t set)
{
    for (int slot = 0; slot < HELD_COUNT; slot++)
        if (set & SIG_BIT(held_signo[slot]))
            __atomic_store_n(&task->sighand->held.waiter_tid[slot], task->tid,
                             __ATOMIC_SEQ_CST);
}

void sig_held_wait_end(struct task *task)
{
    for (int slot = 0; slot < HELD_COUNT; slot++) {
        int32_t mine = task->tid;

        __atomic_compare_exchange_n(&task->sighand->held.waiter_tid[slot], &mine, 0, false,
                                    __ATOMIC_SEQ_CST, __ATOMIC_RELAXED);
    }
}

uint64_t sig_held_slots(const struct task *task)
{
    uint64_t set = sig_held_set(task), slots = 0;

    for (int slot = 0; slot < HELD_COUNT; slot++)
        if (set & SIG_BIT(held_signo[slot]))
            slots |= 1U << slot;
    return slots;
}

void sig_hold_slots(struct task *task, uint64_t slots)
{
    for (int slot = 0; slot < HELD_COUNT; slot++) {
        const struct siginfo info = { .signo = held_signo[slot], .code = SI_USER };

        if (slots & (1U << slot))
            sig_hold(task, &info);
    }
}

void sig_held_reset(struct task *task)
{
    memset(&task->held, 0, sizeof(task->held));
    memset(&task->sighand->held, 0, sizeof(task->sighand->held));
}

void sig_mask_changed(struct task *task)
{
    uint64_t mask = task->has_wait_mask ? task->wait_mask : task->sigmask;

    if (unlikely(sig_held_set(task) & ~mask))
        __atomic_or_fetch(&task->attention, TASK_SIGNAL_HELD, __ATOMIC_RELEASE);
}
