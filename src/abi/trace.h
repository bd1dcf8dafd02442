/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * trace.h - the memory through which the processes of a run tell lxrun what they
 * do: a memfd of lxrun's, which each of them maps into the span.
 *
 *     struct trace_shared       what lxrun wants to know; who has which ring
 *     + TRACE_RINGS_OFFSET      the rings, TRACE_RING_STRIDE each: struct
 *                               trace_ring, then records (abi/record.h)
 *
 * A ring has one writer, the thread that has taken it, and one reader, lxrun.
 * Positions only grow.  A record lies in one piece at its position modulo
 * TRACE_RING_SIZE; it may reach over that end, by less than RECORD_SIZE_MOST, and
 * the next then begins at the ring's start (trace_position_after()).
 *
 * World   both.  To lxrun everything in here is what a guest wants it to be.
 */
#ifndef LXRUN_ABI_TRACE_H
#define LXRUN_ABI_TRACE_H

#include <stdint.h>

#include "abi/inject.h"
#include "abi/record.h"

#define TRACE_RINGS 8192
#define TRACE_RINGS_OFFSET 0x1000000UL
#define TRACE_RING_STRIDE 0x80000UL
#define TRACE_RING_SIZE 0x40000UL
#define TRACE_RING_DATA 0x1000UL
#define TRACE_MEMORY_SIZE (TRACE_RINGS_OFFSET + TRACE_RINGS * TRACE_RING_STRIDE)
/* So much of each argument of a program is kept whatever -s says: reports name programs by
 * them. */
#define TRACE_ARGUMENT_LIMIT 1024
/* How many rings a process maps at once. */
#define TRACE_RINGS_AT_ONCE 32

/* One bit a call; one more for numbers that there are not. */
#define TRACE_UNKNOWN_CALL SYSCALL_TABLE_SIZE
#define TRACE_CALL_WORDS ((SYSCALL_TABLE_SIZE + 1 + 63) / 64)

enum trace_flag {
    TRACE_DROPS = 1,    /* a full ring loses records instead of waiting */
    TRACE_FD_PATHS = 2, /* tell where descriptors lead (-y) */
    TRACE_STACKS = 4,   /* copy the stack of each call (-k) */
    TRACE_WHOLE = 8,    /* environments too (-v) */
    TRACE_INJECTS = 16, /* some call has a rule */
    TRACE_FD_KINDS = 128, /* and what they lead to (-yy) */
    TRACE_CPU_TIMES = 64, /* tell how much processor time a call has taken (-c) */
    TRACE_HAS_TSC = 32, /* times are the processor's; else CLOCK_MONOTONIC's */
};

/* What trace_shared.reader may be. */
enum trace_reader {
    TRACE_READER_LOOKS,  /* now and then, by itself */
    TRACE_READER_SLEEPS, /* until the first record wakes it */
    TRACE_READER_GONE,   /* nobody reads any more: write nothing */
};

struct trace_shared {
    uint32_t flags; /* enum trace_flag */
    uint32_t string_limit;
    uint64_t calls[TRACE_CALL_WORDS]; /* those to be recorded */
    struct inject_table inject;

    /* Written all the time: a cache line each. */
    _Alignas(64) uint32_t reader; /* enum trace_reader; also the word it sleeps on */
    uint32_t kick;                /* set by a thread whose ring is filling up */
    _Alignas(64) uint32_t used;   /* rings from here on were never taken */
    uint32_t hint;                /* the lowest that may be free */
    uint64_t homeless;            /* records of threads that have found no ring */
    /* The process that has the ring, as it sees itself; 0: nobody. */
    _Alignas(64) uint32_t owner[TRACE_RINGS];
};

struct trace_ring {
    /* The writer's. */
    uint64_t head; /* up to here, records are whole */
    uint64_t tail_seen;
    uint64_t lost; /* records that there was no room for */
    int32_t tid;
    uint32_t is_left; /* nothing follows; whoever reads may give it away */
    uint32_t fatal;   /* the signal that its process is about to die of */
    /* The call that is being made, for what comes behind an exec, and for those who
     * want to know what a thread waits for: 0 in `since` if none is. */
    int32_t call_nr;
    uint64_t call_since;
    uint64_t call_args[6];
    uint64_t call_cpu; /* the thread's processor time at its beginning (TRACE_CPU_TIMES) */
    uint32_t injected[SYSCALL_TABLE_SIZE]; /* calls so far, of each that has a rule */

    /* The reader's. */
    _Alignas(64) uint64_t tail;
    uint32_t room; /* the word that the writer waits on for room */
    uint32_t is_waited_on;
};

_Static_assert(sizeof(struct trace_shared) <= TRACE_RINGS_OFFSET &&
                   sizeof(struct trace_ring) <= TRACE_RING_DATA &&
                   TRACE_RING_DATA + TRACE_RING_SIZE + RECORD_SIZE_MOST <=
                       TRACE_RING_STRIDE,
               "everything has its place");

static inline uint64_t trace_ring_offset(uint32_t ring)
{
    return TRACE_RINGS_OFFSET + ring * TRACE_RING_STRIDE;
}

/* Where the next record begins behind one of `size` bytes. */
static inline uint64_t trace_position_after(uint64_t position, uint64_t size)
{
    uint64_t into_ring = position % TRACE_RING_SIZE;

    if (into_ring + size < TRACE_RING_SIZE)
        return position + size;
    return position - into_ring + TRACE_RING_SIZE;
}

#endif
