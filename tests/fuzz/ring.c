/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * ring.c - a ring full of anything: what is read out of it is whole all the same.
 *
 * The first 8 bytes of the input are how far the writer says that it has come, the
 * next 8 how far the reader has; the rest lies in the ring, over and over.
 */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "report/sink.h"
#include "supervisor/ring_reader.h"

int LLVMFuzzerTestOneInput(const uint8_t *input, size_t size);

static void check(const struct record_head *record, uint64_t now)
{
    const struct record_chunk *chunk = NULL;

    if (record->size > RECORD_SIZE_MOST ||
        record->size < record_type_size(record->type) || record->time > now)
        abort();
    while ((chunk = record_next_chunk(record, chunk)) != NULL)
        if ((const char *)record_chunk_bytes(chunk) + chunk->size >
            (const char *)record + record->size)
            abort();
}

static void fill(struct trace_ring *ring, const uint8_t *input, size_t size)
{
    uint8_t *to = (uint8_t *)ring + TRACE_RING_DATA;
    const size_t all = TRACE_RING_SIZE + RECORD_SIZE_MOST;

    memset(to, 0, all);
    if (size > all)
        size = all;
    memcpy(to, input, size);
    for (size_t at = size; at != 0 && at < all; at *= 2)
        memcpy(to + at, to, at < all - at ? at : all - at);
}

int LLVMFuzzerTestOneInput(const uint8_t *input, size_t size)
{
    static _Alignas(4096) unsigned char memory[TRACE_RING_STRIDE];
    static _Alignas(8) unsigned char record[RECORD_SIZE_MOST];
    struct ring_reader reader = { .ring = (struct trace_ring *)memory };
    const uint64_t now = UINT64_MAX / 2;
    uint64_t start[2];

    if (size < sizeof(start))
        return 0;
    memcpy(start, input, sizeof(start));
    fill(reader.ring, input + sizeof(start), size - sizeof(start));
    reader.tail = start[1] & ~7UL;
    reader.ring->head = reader.tail + start[0] % (2 * TRACE_RING_SIZE) / 8 * 8;
    for (enum ring_answer answer = RING_RECORD; answer == RING_RECORD;) {
        answer = ring_read(&reader, reader.ring->head, now, record);
        if (answer == RING_RECORD)
            check((const struct record_head *)record, now);
        ring_release(&reader);
    }
    return 0;
}
