/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * flight.h - noting what a thread does, for the case that it dies (abi/flight.h).
 *
 * World   lxcore, of each thread for itself, in handlers too: one that interrupts the
 *         writing of an entry may spoil it, and nothing else.
 */
#ifndef LXRUN_TRACE_FLIGHT_H
#define LXRUN_TRACE_FLIGHT_H

#include "abi/flight.h"
#include "abi/signal.h"
#include "dispatch/dispatch.h"
#include "task/task.h"

static inline void flight_begin(struct task *task)
{
    task->flight =
        (struct flight_entry *)(HOST_POINTER(task) + LX_AREA_TOP_SIZE - LX_AREA_SIZE +
                                LX_FLIGHT_OFFSET);
}

/* The place is read once: clang 14 takes what flight_begin() has just written for unread
 * otherwise, reads it again and finds the zero from before. */
static inline void flight_put(struct task *task, const struct flight_entry *entry)
{
    struct flight_entry *at = task->flight;
    const uint64_t next = HOST_POINTER(at + 1);
    const uint64_t low = (1UL << (LX_FLIGHT_BIT + 1)) - 1;

    *at = *entry;
    task->flight = (struct flight_entry *)((HOST_POINTER(at) & ~low) | (next & low) |
                                           LX_FLIGHT_OFFSET);
}

/* From here on it is another thread's, since the area is taken again. */
static inline void flight_note_begin(struct task *task)
{
    flight_put(task, &(struct flight_entry){ .last = FLIGHT_BEGIN });
}

/* What follows may be a child's, which has a copy.  The child writes nothing for that,
 * or many a child would need a page of its own for nothing else. */
static inline void flight_note_fork(struct task *task)
{
    flight_put(task, &(struct flight_entry){ .args = { (uint32_t)task->tgid },
                                             .last = FLIGHT_FORK });
}

/* A call that is over.  One that is to be made again is not; nor does
 * a child note the one that it has begun with. */
static inline void flight_note(struct task *task, const struct sys_args *args, long result)
{
    bool is_known = (uint64_t)args->nr < SYSCALL_TABLE_SIZE;
    uint64_t kind = is_known ? (uint64_t)args->nr + 1 : FLIGHT_UNKNOWN;

    if (unlikely(result == LX_REWIND || task->is_newborn)) {
        task->is_newborn = false;
        return;
    }
    flight_put(task, &(struct flight_entry){
                         .result = (uint64_t)(is_known ? result : args->nr),
                         .args = { args->arg[0], args->arg[1] },
                         .last = args->arg[2] << FLIGHT_KIND_BITS | kind,
                     });
}

static inline void flight_note_int80(struct task *task, const struct sys_args *args,
                                     long result)
{
    if (likely(result != LX_REWIND))
        flight_put(task, &(struct flight_entry){
                             .result = (uint64_t)result,
                             .args = { args->arg[0], args->arg[1] },
                             .last = (uint64_t)args->nr << FLIGHT_KIND_BITS | FLIGHT_INT80,
                         });
}

/* A signal that is delivered, or that kills. */
void flight_note_signal(struct task *task, const struct siginfo *info, bool is_handled);
/* If the signal tells of a crash: have lxrun look, before it kills. */
void flight_crash(const struct task *task, const struct sigframe *frame,
                  const struct siginfo *info);

#endif
