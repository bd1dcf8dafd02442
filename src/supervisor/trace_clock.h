/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * trace_clock.h - from the ticks of records to the time of day.
 *
 * Where the kernel trusts the processor's counter to be the same everywhere and
 * never to stop, lxcore reads that; else CLOCK_MONOTONIC.  The rate is measured
 * from the start of the run on, and the anchor moves along, so that drift and
 * changes of the clock are followed.
 */
#ifndef LXRUN_SUPERVISOR_TRACE_CLOCK_H
#define LXRUN_SUPERVISOR_TRACE_CLOCK_H

#include <stdbool.h>
#include <stdint.h>

struct trace_clock {
    bool has_tsc;
    uint64_t first_ticks, first_steady; /* CLOCK_MONOTONIC_RAW at the start */
    uint64_t ticks, real;               /* the anchor */
    double ns_per_tick;
};

void clock_begin(struct trace_clock *clock);
/* Now and then: move the anchor to now. */
void clock_follow(struct trace_clock *clock);
uint64_t clock_ticks(const struct trace_clock *clock);
/* CLOCK_REALTIME, in nanoseconds. */
uint64_t clock_real(const struct trace_clock *clock, uint64_t ticks);

#endif
