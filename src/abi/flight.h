/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * flight.h - the flight recorder: what a thread has done last.
 *
 * Each thread has the last FLIGHT_ENTRIES calls and signals in its area
 * (core/layout.h), by one writer, itself.  task.flight is where the next entry goes.
 * Whoever reads goes back from there, until nothing, FLIGHT_BEGIN or another process'
 * FLIGHT_FORK.
 *
 * An entry is half a cache line, for the gate writes one behind each call: so three
 * arguments of a call are kept, and no time.
 *
 * World   both.  To lxrun everything in here is what a guest wants it to be.
 */
#ifndef LXRUN_ABI_FLIGHT_H
#define LXRUN_ABI_FLIGHT_H

#include <stdint.h>

#include "core/layout.h"

#define FLIGHT_ENTRIES (LX_FLIGHT_SIZE / FLIGHT_ENTRY_SIZE)
#define FLIGHT_ARGS 3

/* What the low 16 bits of `last` say.  A call is its number plus one. */
enum flight_kind {
    FLIGHT_NOTHING = 0,
    FLIGHT_FORK = 0xfffb,    /* what is older is of the process of that number (args[0]) */
    FLIGHT_UNKNOWN = 0xfffc, /* a call of a number that there is not: in `result` */
    FLIGHT_INT80 = 0xfffd,   /* a call by `int 0x80`; its number is the third argument */
    FLIGHT_SIGNAL = 0xfffe,
    FLIGHT_BEGIN = 0xffff, /* what is older was somebody else's */
};

/* Of a signal `result` is the number and above it the code, the arguments are what
 * follows in its siginfo (sender or address; status or value), the third is whether it
 * has a handler. */
struct flight_entry {
    uint64_t result;
    uint64_t args[FLIGHT_ARGS - 1];
    uint64_t last; /* the third argument, 48 bits of it, above enum flight_kind */
};

#define FLIGHT_KIND_BITS 16
#define FLIGHT_CODE_SHIFT 32

_Static_assert(sizeof(struct flight_entry) == FLIGHT_ENTRY_SIZE, "as the gate writes it");

static inline unsigned flight_kind(const struct flight_entry *entry)
{
    return (uint16_t)entry->last;
}

/* As it was, if it was an address, a small number or a negative one. */
static inline uint64_t flight_third(const struct flight_entry *entry)
{
    return (uint64_t)((int64_t)entry->last >> FLIGHT_KIND_BITS);
}

#endif
