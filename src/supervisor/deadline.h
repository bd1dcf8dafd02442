/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * deadline.h - --timeout: when it is over, the run ends, all of it.
 *
 * First it is told what every thread is blocked in, and all processes get SIGTERM; those
 * that are there after the grace get SIGKILL.  A pid namespace's init takes everybody
 * with it; otherwise the processes are found as guard.h finds them, with its limits.
 *
 * World   lxrun.
 */
#ifndef LXRUN_SUPERVISOR_DEADLINE_H
#define LXRUN_SUPERVISOR_DEADLINE_H

#include <stdbool.h>
#include <stdint.h>

#include "policy/limits.h"
#include "supervisor/start.h"

struct deadline {
    uint64_t at_ns; /* of CLOCK_MONOTONIC; 0: there is none */
    uint64_t timeout_ns;
    uint64_t grace_ns;
    struct started run;
    const struct image *image;
    bool has_passed;
    bool has_killed;
};

/* The guest has been started. */
void deadline_begin(struct deadline *deadline, const struct policy_limits *limits,
                    const struct started *run, const struct image *image);
/* To be called after each signal that lxrun has got, while the guest is there: does what
 * is due. */
void deadline_check(struct deadline *deadline);
/* The guest has ended: see that, after a deadline that has passed, the others do. */
void deadline_end(struct deadline *deadline);

#endif
