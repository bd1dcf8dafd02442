/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * timeline.h - what a thread spent its time with, in bins over the whole trace.
 *
 * How long the trace is to be is not known beforehand: when a call lies behind the
 * last bin, all bins become twice as long.
 *
 * World   lxrun.
 */
#ifndef LXRUN_REPORT_TIMELINE_H
#define LXRUN_REPORT_TIMELINE_H

#include <stdint.h>

#include "report/call_class.h"

#define TIMELINE_BINS 2048

struct timeline {
    unsigned shift; /* a bin is 2^shift nanoseconds long */
    struct {
        uint32_t calls;
        uint32_t errors;
        uint64_t time[CALL_CLASS_COUNT]; /* nanoseconds in calls of each class */
    } bins[TIMELINE_BINS];
};

struct timeline *timeline_new(void);
/* `start` is counted from the beginning of the trace. */
void timeline_add(struct timeline *timeline, uint64_t start, uint64_t duration,
                  enum call_class class, int is_error);
/* Make the bins of it at least 2^shift long. */
void timeline_coarsen(struct timeline *timeline, unsigned shift);

#endif
