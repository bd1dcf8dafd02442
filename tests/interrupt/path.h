/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * path.h - the points of the way from a call to its return, at which a signal
 * can arrive.
 *
 * The way is single-stepped once.  An instruction that is executed several
 * times is several points; of one that repeats itself (rep movsb) the first
 * two and the last repetition are.
 */
#ifndef LXRUN_INTERRUPT_PATH_H
#define LXRUN_INTERRUPT_PATH_H

#include <stdbool.h>
#include <stdint.h>

#include "tracee.h"

enum point_kind {
    AT_INSTRUCTION, /* about to execute it */
    AT_SIGNAL,      /* about to get a signal: also the one that a trap is */
    AT_SLEEP,       /* asleep in the kernel */
};

struct point {
    enum point_kind kind;
    uint64_t rip;
    unsigned visit; /* how often it came by before */
    unsigned steps; /* further on, within a repeating instruction */
    unsigned index; /* steps from the call */
};

struct path {
    struct point *points;
    unsigned count, room;
    unsigned steps;
};

/* From the stop before the call to the one after it.  Points at NULL: what
 * went wrong otherwise. */
const char *path_record(struct tracee *tracee, struct path *path);
void path_free(struct path *path);

#endif
