/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * ring_reader.h - taking records out of a ring that a guest writes.
 *
 * Nothing in the ring is believed: a record is copied before it is looked at, and
 * what is wrong with it can spoil that ring only.
 */
#ifndef LXRUN_SUPERVISOR_RING_READER_H
#define LXRUN_SUPERVISOR_RING_READER_H

#include <stdint.h>

#include "abi/trace.h"

struct ring_reader {
    struct trace_ring *ring;
    uint64_t tail; /* lxrun's own: the one in the ring is for the writer */
    uint64_t last; /* time of the last record */
};

enum ring_answer {
    RING_EMPTY,
    RING_RECORD,  /* there is one in the buffer */
    RING_SPOILED, /* no telling where the next begins: all up to `head` is lost */
};

/* The records up to `head`, one a call, into RECORD_SIZE_MOST bytes at `buffer`.
 * Times never go back, and none is later than `now`. */
enum ring_answer ring_read(struct ring_reader *reader, uint64_t head, uint64_t now,
                           void *buffer);
/* How far the writer has come. */
uint64_t ring_head(const struct ring_reader *reader);
/* Let the writer know how far it was read.  True if it waits for that. */
int ring_release(struct ring_reader *reader);

#endif
