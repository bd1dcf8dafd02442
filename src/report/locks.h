/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * locks.h - who waited for which futex word, and for how long.
 *
 * World   lxrun.
 * Limits  a word that several processes share is a lock of each of them; what a lock
 *         does without a system call is not seen.
 */
#ifndef LXRUN_REPORT_LOCKS_H
#define LXRUN_REPORT_LOCKS_H

#include <stdint.h>

#include "report/calls.h"
#include "report/processes.h"

struct lock {
    struct {
        const struct process *process;
        uint64_t address;
    } key;
    uint64_t waits; /* that slept, or would have */
    uint64_t timeouts;
    uint64_t time; /* nanoseconds asleep */
    uint64_t longest;
    uint64_t wakes; /* calls */
    uint64_t woken; /* threads */
    uint64_t empty; /* wakes that found nobody */
    UT_hash_handle hh;
};

/* `locks` is the table; calls that are not about futexes are left alone. */
void locks_take(struct lock **locks, const struct thread *thread,
                const struct call *call);
void locks_free(struct lock **locks);

#endif
