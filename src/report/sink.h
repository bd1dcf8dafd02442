/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * sink.h - whoever prints or keeps a trace gets it record by record.
 *
 * Records come in the order of their times, as far as that is known; those of one
 * thread always in order.  Each is whole and well formed: its size is a multiple
 * of RECORD_ALIGNMENT and no less than its type's structure, its chunks lie
 * within it (record_next_chunk()), and pid, tid and time are lxrun's own (nanoseconds
 * since the epoch).  What else is in it may be whatever a guest has put there.
 *
 * All calls come from one thread.
 */
#ifndef LXRUN_REPORT_SINK_H
#define LXRUN_REPORT_SINK_H

#include <stddef.h>
#include <stdint.h>

#include "abi/record.h"

struct trace_options;
struct trace_output;

struct trace_sink {
    void (*record)(struct trace_sink *sink, const struct record_head *record);
    /* Nothing more for now: let what was told be seen.  May be NULL. */
    void (*idle)(struct trace_sink *sink);
    /* Nothing more for ever.  The sink is gone afterwards. */
    void (*end)(struct trace_sink *sink);
};

/* Each is made for an output that stays its caller's; NULL for want of memory. */
struct trace_sink *binary_sink_make(const struct trace_options *options,
                                    struct trace_output *output, int32_t pid);
struct trace_sink *raw_sink_make(const struct trace_options *options,
                                 struct trace_output *output);

/* The chunks of a record, one after the other: NULL gives the first, and NULL is
 * the answer behind the last.  For any record, malformed ones too. */
const struct record_chunk *record_next_chunk(const struct record_head *record,
                                             const struct record_chunk *chunk);
/* The bytes of a chunk. */
static inline const void *record_chunk_bytes(const struct record_chunk *chunk)
{
    return chunk + 1;
}

/* How large the structure of a type is, without chunks; 0: there is no such type. */
size_t record_type_size(unsigned type);
/* Is the record, of which `room` bytes are there, well formed? */
int record_is_whole(const struct record_head *record, size_t room);

#endif
