/* SPDX-License-Identifier: GPL-2.0-or-later */
/* record_memory.c - see record_memory.h. */
#include "report/record_memory.h"

#include <string.h>

const struct record_chunk *record_find_chunk(const struct record_head *record,
                                             enum record_chunk_kind kind,
                                             uint64_t address)
{
    const struct record_chunk *chunk = record_next_chunk(record, NULL);

    while (chunk != NULL && (chunk->kind != kind || chunk->address != address))
        chunk = record_next_chunk(record, chunk);
    return chunk;
}

const void *record_memory(const struct record_head *record, uint64_t address,
                          size_t *size)
{
    const struct record_chunk *chunk = record_next_chunk(record, NULL);

    for (; chunk != NULL; chunk = record_next_chunk(record, chunk)) {
        uint64_t offset = address - chunk->address;

        if (chunk->kind != RECORD_MEMORY || offset >= chunk->size)
            continue;
        *size = chunk->size - offset;
        return (const char *)record_chunk_bytes(chunk) + offset;
    }
    return NULL;
}

bool record_number(const struct record_head *record, uint64_t address, size_t size,
                   uint64_t *number)
{
    size_t there;
    const void *at = record_memory(record, address, &there);

    if (at == NULL || there < size || size > sizeof(*number))
        return false;
    *number = 0;
    memcpy(number, at, size);
    return true;
}

const char *record_string(const struct record_head *record, uint64_t address,
                          size_t *length)
{
    size_t there;
    const char *at = record_memory(record, address, &there);

    if (at != NULL)
        *length = strnlen(at, there);
    return at;
}
