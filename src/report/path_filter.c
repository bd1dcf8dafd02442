/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * path_filter.c - see path_filter.h.
 *
 * A call has to do with a file if it names it, or has a descriptor that leads there
 * (which the record says, since -P asks for that).
 */
#include "report/path_filter.h"

#include <string.h>

#include "report/sink.h"

static bool is_listed(const struct text_options *options, const char *name, size_t size)
{
    size_t length = strnlen(name, size);

    for (unsigned i = 0; i < options->path_count; i++)
        if (strlen(options->paths[i]) == length && memcmp(options->paths[i], name, length) == 0)
            return true;
    return false;
}

static bool is_name(const struct record_enter *enter, uint64_t address)
{
    const struct syscall_shape *shape;

    if (enter->nr < 0 || enter->nr >= SYSCALL_SHAPES_SIZE)
        return false;
    shape = &syscall_shapes[enter->nr];
    for (unsigned i = 0; i < shape->nargs; i++)
        if (shape->args[i].kind == ARG_path && enter->args[i] == address)
            return true;
    return false;
}

bool path_filter_passes(const struct text_options *options, const struct record_enter *enter)
{
    const struct record_chunk *chunk = NULL;

    if (options->path_count == 0)
        return true;
    while ((chunk = record_next_chunk(&enter->head, chunk)) != NULL) {
        bool is_file = chunk->kind == RECORD_FD_PATH ||
                       (chunk->kind == RECORD_MEMORY && is_name(enter, chunk->address));

        if (is_file && is_listed(options, record_chunk_bytes(chunk), chunk->size))
            return true;
    }
    return false;
}
