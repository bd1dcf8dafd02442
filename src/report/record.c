/* SPDX-License-Identifier: GPL-2.0-or-later */
/* record.c - the form of records, which come from a guest: nothing is believed. */
#include <stdint.h>

#include "report/sink.h"

size_t record_type_size(unsigned type)
{
    static const size_t sizes[RECORD_TYPE_COUNT] = {
        [RECORD_NONE] = sizeof(struct record_head),
        [RECORD_ENTER] = sizeof(struct record_enter),
        [RECORD_EXIT] = sizeof(struct record_exit),
        [RECORD_SIGNAL] = sizeof(struct record_signal),
        [RECORD_BIRTH] = sizeof(struct record_birth),
        [RECORD_START] = sizeof(struct record_start),
        [RECORD_EXEC] = sizeof(struct record_start),
        [RECORD_END] = sizeof(struct record_end),
        [RECORD_LOST] = sizeof(struct record_lost),
    };

    return type < RECORD_TYPE_COUNT ? sizes[type] : 0;
}

static size_t padded(size_t size)
{
    return (size + RECORD_ALIGNMENT - 1) & ~(size_t)(RECORD_ALIGNMENT - 1);
}

/* The chunk `offset` bytes into the record, if it fits there. */
static const struct record_chunk *chunk_at(const struct record_head *record,
                                           size_t offset)
{
    const struct record_chunk *chunk =
        (const struct record_chunk *)((const char *)record + offset);

    if (offset > record->size || record->size - offset < sizeof(*chunk) ||
        record->size - offset - sizeof(*chunk) < padded(chunk->size))
        return NULL;
    return chunk;
}

const struct record_chunk *record_next_chunk(const struct record_head *record,
                                             const struct record_chunk *chunk)
{
    size_t first = record_type_size(record->type), offset;

    if (first == 0 || record->type == RECORD_NONE)
        return NULL;
    if (chunk == NULL)
        return chunk_at(record, first);
    offset = (size_t)((const char *)chunk - (const char *)record);
    return chunk_at(record, offset + sizeof(*chunk) + padded(chunk->size));
}

/* Do the chunks end where the record does? */
static int chunks_fit(const struct record_head *record)
{
    size_t offset = record_type_size(record->type);
    const struct record_chunk *chunk = NULL;

    while ((chunk = record_next_chunk(record, chunk)) != NULL)
        offset = (size_t)((const char *)chunk - (const char *)record) + sizeof(*chunk) +
                 padded(chunk->size);
    return offset == record->size;
}

int record_is_whole(const struct record_head *record, size_t room)
{
    size_t least;

    if (room < sizeof(*record))
        return 0;
    least = record_type_size(record->type);
    if (least == 0 || record->size < least || record->size > room ||
        record->size > RECORD_SIZE_MOST || record->size % RECORD_ALIGNMENT != 0)
        return 0;
    return record->type == RECORD_NONE || chunks_fit(record);
}
