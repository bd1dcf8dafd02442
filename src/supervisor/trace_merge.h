/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * trace_merge.h - the records of many rings in the order of their times.
 *
 * A queue a ring, and a heap of those queues that are not empty.
 */
#ifndef LXRUN_SUPERVISOR_TRACE_MERGE_H
#define LXRUN_SUPERVISOR_TRACE_MERGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "abi/record.h"
#include "abi/trace.h"

/* One for what lxrun itself has to tell. */
#define MERGE_OWN TRACE_RINGS
#define MERGE_QUEUES (TRACE_RINGS + 1)

struct merge_queue {
    unsigned char *bytes;
    size_t from, size, capacity;
    uint64_t last; /* time of the newest */
};

struct merge {
    struct merge_queue queue[MERGE_QUEUES];
    uint32_t heap[MERGE_QUEUES];
    uint32_t heap_size;
};

/* Room for one record at the end of a queue; NULL for want of memory. */
void *merge_room(struct merge *merge, uint32_t queue);
/* It is there, its size and time included. */
void merge_append(struct merge *merge, uint32_t queue);
/* The oldest record; NULL if there is none.  It stays until merge_drop(). */
struct record_head *merge_first(struct merge *merge);
void merge_drop(struct merge *merge);
void merge_free(struct merge *merge);

#endif
