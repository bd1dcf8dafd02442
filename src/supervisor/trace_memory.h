/* SPDX-License-Identifier: GPL-2.0-or-later */
/* trace_memory.h - the memory of abi/trace.h, as lxrun makes it. */
#ifndef LXRUN_SUPERVISOR_TRACE_MEMORY_H
#define LXRUN_SUPERVISOR_TRACE_MEMORY_H

#include "abi/trace.h"
#include "report/trace_options.h"

/* The descriptor, or a negated errno. */
int trace_memory_make(struct trace_shared **shared);
void trace_memory_fill(struct trace_shared *shared, const struct trace_options *options);

static inline struct trace_ring *trace_ring_at(struct trace_shared *shared,
                                               uint32_t index)
{
    return (struct trace_ring *)(void *)((char *)shared + trace_ring_offset(index));
}

/* Nobody has the ring any more: it is empty, and anybody's. */
void trace_ring_recycle(struct trace_shared *shared, int fd, uint32_t index);

#endif
