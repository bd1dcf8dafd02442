/* SPDX-License-Identifier: GPL-2.0-or-later */
/* trace_merge.c - see trace_merge.h. */
#include "supervisor/trace_merge.h"

#include <stdlib.h>
#include <string.h>

static struct record_head *first_of(const struct merge *merge, uint32_t queue)
{
    const struct merge_queue *q = &merge->queue[queue];

    return (struct record_head *)(void *)(q->bytes + q->from);
}

static uint64_t time_at(const struct merge *merge, uint32_t slot)
{
    return first_of(merge, merge->heap[slot])->time;
}

static void swap(struct merge *merge, uint32_t a, uint32_t b)
{
    uint32_t queue = merge->heap[a];

    merge->heap[a] = merge->heap[b];
    merge->heap[b] = queue;
}

static void sift_up(struct merge *merge, uint32_t slot)
{
    while (slot > 0 && time_at(merge, slot) < time_at(merge, (slot - 1) / 2)) {
        swap(merge, slot, (slot - 1) / 2);
        slot = (slot - 1) / 2;
    }
}

static void sift_down(struct merge *merge, uint32_t slot)
{
    for (;;) {
        uint32_t child = 2 * slot + 1;

        if (child >= merge->heap_size)
            return;
        if (child + 1 < merge->heap_size &&
            time_at(merge, child + 1) < time_at(merge, child))
            child++;
        if (time_at(merge, slot) <= time_at(merge, child))
            return;
        swap(merge, slot, child);
        slot = child;
    }
}

/* What was handed out already goes first, then the memory doubles. */
static bool make_room(struct merge_queue *q)
{
    size_t capacity = q->capacity == 0 ? 2 * RECORD_SIZE_MOST : 2 * q->capacity;
    unsigned char *bytes;

    if (q->from > q->capacity / 2) {
        memmove(q->bytes, q->bytes + q->from, q->size - q->from);
        q->size -= q->from;
        q->from = 0;
    }
    if (q->capacity - q->size >= RECORD_SIZE_MOST)
        return true;
    bytes = realloc(q->bytes, capacity);
    if (bytes == NULL)
        return false;
    q->bytes = bytes;
    q->capacity = capacity;
    return true;
}

void *merge_room(struct merge *merge, uint32_t queue)
{
    struct merge_queue *q = &merge->queue[queue];

    if (q->capacity - q->size < RECORD_SIZE_MOST && !make_room(q))
        return NULL;
    return q->bytes + q->size;
}

void merge_append(struct merge *merge, uint32_t queue)
{
    struct merge_queue *q = &merge->queue[queue];
    struct record_head *record = (struct record_head *)(void *)(q->bytes + q->size);
    bool was_empty = q->from == q->size;

    if (record->time < q->last)
        record->time = q->last;
    q->last = record->time;
    q->size += record->size;
    if (!was_empty)
        return;
    merge->heap[merge->heap_size++] = queue;
    sift_up(merge, merge->heap_size - 1);
}

struct record_head *merge_first(struct merge *merge)
{
    return merge->heap_size == 0 ? NULL : first_of(merge, merge->heap[0]);
}

void merge_drop(struct merge *merge)
{
    struct merge_queue *q = &merge->queue[merge->heap[0]];

    q->from += merge_first(merge)->size;
    if (q->from == q->size) {
        q->from = q->size = 0;
        merge->heap[0] = merge->heap[--merge->heap_size];
    }
    if (merge->heap_size > 0)
        sift_down(merge, 0);
}

void merge_free(struct merge *merge)
{
    for (uint32_t i = 0; i < MERGE_QUEUES; i++)
        free(merge->queue[i].bytes);
    free(merge);
}
