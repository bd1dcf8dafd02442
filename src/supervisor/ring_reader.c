/* SPDX-License-Identifier: GPL-2.0-or-later */
/* ring_reader.c - see ring_reader.h. */
#include "supervisor/ring_reader.h"

#include <string.h>

#include "report/sink.h"

static const unsigned char *place_of(const struct ring_reader *reader)
{
    return (const unsigned char *)reader->ring + TRACE_RING_DATA +
           reader->tail % TRACE_RING_SIZE;
}

uint64_t ring_head(const struct ring_reader *reader)
{
    return __atomic_load_n(&reader->ring->head, __ATOMIC_ACQUIRE);
}

static enum ring_answer spoiled(struct ring_reader *reader, uint64_t head)
{
    reader->tail = head;
    return RING_SPOILED;
}

/* The head is copied once, and the size that was checked is the size that is used:
 * the guest may change the ring at any moment. */
enum ring_answer ring_read(struct ring_reader *reader, uint64_t head, uint64_t now,
                           void *buffer)
{
    struct record_head *record = buffer;
    uint32_t size;

    if (reader->tail == head)
        return RING_EMPTY;
    if (head - reader->tail > TRACE_RING_SIZE)
        return spoiled(reader, head);
    memcpy(record, place_of(reader), sizeof(*record));
    size = record->size;
    if (size < sizeof(*record) || size > RECORD_SIZE_MOST)
        return spoiled(reader, head);
    memcpy(record, place_of(reader), size);
    record->size = size;
    if (!record_is_whole(record, size))
        return spoiled(reader, head);
    reader->tail = trace_position_after(reader->tail, size);
    if (record->time < reader->last)
        record->time = reader->last;
    if (record->time > now)
        record->time = now;
    reader->last = record->time;
    return RING_RECORD;
}

int ring_release(struct ring_reader *reader)
{
    __atomic_store_n(&reader->ring->tail, reader->tail, __ATOMIC_SEQ_CST);
    if (__atomic_load_n(&reader->ring->is_waited_on, __ATOMIC_SEQ_CST) == 0)
        return 0;
    __atomic_store_n(&reader->ring->is_waited_on, 0, __ATOMIC_RELAXED);
    __atomic_add_fetch(&reader->ring->room, 1, __ATOMIC_RELEASE);
    return 1;
}
