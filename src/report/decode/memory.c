/* SPDX-License-Identifier: GPL-2.0-or-later */
/* memory.c - what a record has kept of the guest's memory. */
#include <string.h>

#include "report/decode/impl.h"
#include "report/sink.h"

/* The bytes at `address` among the record's chunks. */
static const void *find(const struct record_head *record, uint64_t address, size_t *size)
{
    const struct record_chunk *chunk = NULL;

    while ((chunk = record_next_chunk(record, chunk)) != NULL) {
        uint64_t offset = address - chunk->address;

        if (chunk->kind != RECORD_MEMORY || address < chunk->address || offset >= chunk->size)
            continue;
        *size = chunk->size - (size_t)offset;
        return (const char *)record_chunk_bytes(chunk) + offset;
    }
    return NULL;
}

const void *decode_memory(const struct decode *d, enum side side, uint64_t address,
                          size_t *size)
{
    *size = 0;
    if (address == 0)
        return NULL;
    if (side == SIDE_IN)
        return find(&d->enter->head, address, size);
    return d->exit != NULL ? find(&d->exit->head, address, size) : NULL;
}

bool decode_read(const struct decode *d, enum side side, uint64_t address, void *to,
                 size_t size)
{
    size_t there;
    const void *bytes = decode_memory(d, side, address, &there);

    if (bytes == NULL || there < size)
        return false;
    memcpy(to, bytes, size);
    return true;
}

bool decode_read32(const struct decode *d, enum side side, uint64_t address, uint32_t *to)
{
    return decode_read(d, side, address, to, sizeof(*to));
}

bool decode_read64(const struct decode *d, enum side side, uint64_t address, uint64_t *to)
{
    return decode_read(d, side, address, to, sizeof(*to));
}
