/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * ring.h - a thread's ring of records, shared with lxrun (abi/trace.h).
 *
 * Owns    LX_TRACE of the span: mapped in runs that are traced only, the rings in
 *         bunches as they are needed.
 * World   lxcore.
 * Locks   none.  A ring is taken by compare-and-swap and given back by lxrun, when
 *         its last record has been read: so no thread that is killed keeps one.
 * Limits  a thread for which there is no ring (more than TRACE_RINGS at a time, or
 *         no room to map one) is not recorded; its records count as lost.
 */
#ifndef LXRUN_TRACE_RING_H
#define LXRUN_TRACE_RING_H

#include "abi/trace.h"
#include "core/span.h"
#include "core/types.h"
#include "task/task.h"

static inline struct trace_shared *ring_shared(void)
{
    return (struct trace_shared *)(uintptr_t)(span_start() + LX_TRACE);
}

/* Boot: 0, or why there is no memory to share. */
long ring_map_shared(void);

/* Take one for the calling thread, or go on with the one of that index. */
void ring_take(struct task *task);
void ring_adopt(struct task *task, uint32_t index);
uint32_t ring_index(const struct trace_ring *ring);
/* Nothing follows from this thread. */
void ring_leave(struct task *task);

/* A record in the making. */
struct ring_record {
    struct task *task;
    struct record_head *head;
    uint8_t *at;  /* where the next chunk goes */
    uint8_t *end; /* no chunk may reach over this */
};

/* Begin a record of `size` bytes, without chunks; all of it is the caller's to
 * fill, but for what is common to all.  NULL if it is lost. */
void *ring_begin(struct ring_record *record, struct task *task, unsigned type,
                 size_t size);
void ring_commit(struct ring_record *record);

/* Begin a chunk of at most `size` bytes: returns how many there is room for.  The
 * bytes belong behind the chunk's head, at record->at + sizeof(struct record_chunk). */
size_t ring_chunk_room(const struct ring_record *record, size_t size);
static inline void *ring_chunk_bytes(const struct ring_record *record)
{
    return record->at + sizeof(struct record_chunk);
}
void ring_chunk_end(struct ring_record *record, uint64_t address, size_t size,
                    unsigned kind, bool is_cut);

/* The clock of the records. */
uint64_t ring_now(void);

#endif
