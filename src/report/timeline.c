/* SPDX-License-Identifier: GPL-2.0-or-later */
/* timeline.c - see timeline.h. */
#include "report/timeline.h"

#include <string.h>

#include "report/table.h"

#define FIRST_SHIFT 10
/* 2^50 nanoseconds are 13 days: what lies beyond is put into the last bin. */
#define LAST_SHIFT 50

struct timeline *timeline_new(void)
{
    struct timeline *timeline = table_new(sizeof(*timeline));

    timeline->shift = FIRST_SHIFT;
    return timeline;
}

/* Bin i becomes the sum of bins 2i and 2i + 1. */
static void halve(struct timeline *timeline)
{
    for (unsigned i = 0; i < TIMELINE_BINS / 2; i++) {
        timeline->bins[i] = timeline->bins[2 * i];
        timeline->bins[i].calls += timeline->bins[2 * i + 1].calls;
        timeline->bins[i].errors += timeline->bins[2 * i + 1].errors;
        for (unsigned class = 0; class < CALL_CLASS_COUNT; class++)
            timeline->bins[i].time[class] += timeline->bins[2 * i + 1].time[class];
    }
    memset(&timeline->bins[TIMELINE_BINS / 2], 0, sizeof(timeline->bins) / 2);
    timeline->shift++;
}

void timeline_coarsen(struct timeline *timeline, unsigned shift)
{
    while (timeline->shift < shift)
        halve(timeline);
}

void timeline_add(struct timeline *timeline, uint64_t start, uint64_t duration,
                  enum call_class class, int is_error)
{
    uint64_t most = ((uint64_t)TIMELINE_BINS << LAST_SHIFT) - 1;
    uint64_t end;

    if (start > most)
        start = most;
    if (duration > most - start)
        duration = most - start;
    end = start + duration;
    while (end >> timeline->shift >= TIMELINE_BINS)
        halve(timeline);
    timeline->bins[start >> timeline->shift].calls++;
    timeline->bins[start >> timeline->shift].errors += is_error != 0;
    while (start < end) {
        uint64_t bin = start >> timeline->shift;
        uint64_t next = (bin + 1) << timeline->shift;
        uint64_t part = (next < end ? next : end) - start;

        timeline->bins[bin].time[class] += part;
        start += part;
    }
}
