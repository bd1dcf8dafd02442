/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * held.c - see held.h.
 *
 * A signal for the process goes to a thread that waits for it, if there is
 * one.  Both sides look after they have written, so one of them sees the other:
 *
 *     the thread that was interrupted     the thread that waits
 *     -------------------------------     ---------------------
 *     put the signal into the slot        waits_for = its set
 *     look for a thread that waits        look into the slots
 *     if there is one: poke it            if empty: host sigtimedwait
 *
 * Of several only one is poked.  If that one goes without the signal, because it
 * has got another or its time was over, it pokes the next.
 */
#include "signal/held.h"

#include "core/host.h"
#include "core/string.h"
#include "signal/action.h"
#include "task/area.h"
#include "task/task.h"

/* Pending for a thread it hides a fault, which then happens again, but a SIGSYS
 * would hide a trap: a call that nobody makes. */
#define POKE_SIGNAL SIGBUS

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

static bool is_in(uint32_t state, enum held_state wanted)
{
    return state % HELD_STATES == wanted;
}

static bool change(uint32_t *state, uint32_t seen, enum held_state next)
{
    return __atomic_compare_exchange_n(state, &seen, seen - seen % HELD_STATES + next, false,
                                       __ATOMIC_SEQ_CST, __ATOMIC_RELAXED);
}

/* One that finds the slot filled, or being filled, is the second of its kind. */
static void put(struct held_signals *held, int slot, const struct siginfo *info)
{
    uint32_t *state = &held->slot[slot].state;
    uint32_t seen = __atomic_load_n(state, __ATOMIC_SEQ_CST);

    if (!is_in(seen, HELD_EMPTY) || !change(state, seen, HELD_FILLING))
        return;
    held->slot[slot].info = *info;
    __atomic_store_n(state, seen + HELD_STATES + HELD_VALID, __ATOMIC_SEQ_CST);
}

/* The count tells whether it is still the signal that was copied. */
static bool take(struct held_signals *held, int slot, struct siginfo *info)
{
    uint32_t *state = &held->slot[slot].state;
    uint32_t seen;

    do {
        seen = __atomic_load_n(state, __ATOMIC_SEQ_CST);
        if (!is_in(seen, HELD_VALID))
            return false;
        *info = held->slot[slot].info;
    } while (!change(state, seen, HELD_EMPTY));
    return true;
}

static uint64_t waits_for(const struct task *task)
{
    return __atomic_load_n(&task->waits_for, __ATOMIC_SEQ_CST);
}

static bool may_take(const struct task *other, const struct task *task, int signo)
{
    return other != task && other->tgid == task->tgid && other->sighand == task->sighand &&
           (waits_for(other) & SIG_BIT(signo));
}

/* The signal itself cannot be sent on: the kernel lets nobody queue a siginfo
 * with a code of its own to another thread (rt_tgsigqueueinfo(2), EPERM). */
static void poke_waiter(const struct task *task, int signo)
{
    const struct siginfo poke = { .signo = POKE_SIGNAL, .code = SI_HELD_POKE };
    const struct task *other;

    for (uint32_t slot = 0; (other = area_next_task(&slot)) != NULL;) {
        if (!may_take(other, task, signo))
            continue;
        host_queue_to_thread(other->tgid, other->tid, POKE_SIGNAL, &poke);
        return;
    }
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
        poke_waiter(task, info->signo);
    }
    sig_mask_changed(task);
}

void sig_hold(struct task *task, const struct siginfo *info)
{
    if (!is_ignored(task, info->signo))
        keep(task, info);
    sig_held_wake(task, SIG_BIT(info->signo));
}

void sig_held_wake(struct task *task, uint64_t set)
{
    if (waits_for(task) & set)
        __atomic_or_fetch(&task->attention, TASK_SIGNAL_HELD, __ATOMIC_RELEASE);
    else if (task->attention == 0)
        task->is_nudged = true;
}

static uint64_t set_of(const struct held_signals *held)
{
    uint64_t set = 0;

    for (int slot = 0; slot < HELD_COUNT; slot++)
        if (is_in(__atomic_load_n(&held->slot[slot].state, __ATOMIC_SEQ_CST), HELD_VALID))
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
    __atomic_store_n(&task->waits_for, set, __ATOMIC_SEQ_CST);
}

void sig_held_wait_end(struct task *task)
{
    uint64_t left = waits_for(task) & SIG_NEVER_BLOCKED;

    __atomic_store_n(&task->waits_for, 0, __ATOMIC_SEQ_CST);
    left &= set_of(&task->sighand->held);
    for (int slot = 0; slot < HELD_COUNT; slot++)
        if (unlikely(left & SIG_BIT(held_signo[slot])))
            poke_waiter(task, held_signo[slot]);
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
