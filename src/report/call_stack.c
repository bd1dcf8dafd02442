/* SPDX-License-Identifier: GPL-2.0-or-later */
/* call_stack.c - see call_stack.h. */
#include "report/call_stack.h"

#include <inttypes.h>
#include <string.h>

#include "report/sink.h"
#include "report/stack.h"

static const struct record_chunk *stack_of(const struct record_enter *enter)
{
    const struct record_chunk *chunk = NULL;

    while ((chunk = record_next_chunk(&enter->head, chunk)) != NULL)
        if (chunk->kind == RECORD_STACK)
            return chunk;
    return NULL;
}

static bool read_copy(const void *context, uint64_t address, void *to, size_t size)
{
    const struct record_chunk *chunk = context;
    const uint64_t offset = address - chunk->address;

    if (address < chunk->address || offset > chunk->size || size > chunk->size - offset)
        return false;
    memcpy(to, (const char *)record_chunk_bytes(chunk) + offset, size);
    return true;
}

static void tell_frame(void *to, const struct stack_frame *frame)
{
    struct text *out = to;

    text_format(out, " > %s(", frame->file);
    if (frame->symbol != NULL)
        text_format(out, "%.*s+0x%" PRIx64, stack_symbol_size(frame), frame->symbol,
                    frame->offset);
    text_format(out, ") [0x%" PRIx64 "]\n", frame->place);
}

void call_stack_tell(struct text *out, const struct record_enter *enter, const char *code,
                     size_t code_size)
{
    const struct record_chunk *chunk = code != NULL ? stack_of(enter) : NULL;

    if (chunk == NULL)
        return;
    stack_walk(
        &(struct stack){
            .maps = code,
            .maps_size = code_size,
            .ip = enter->ip,
            .registers = { [STACK_RSP] = enter->sp, [STACK_RBP] = enter->bp },
            .read = read_copy,
            .context = chunk,
        },
        tell_frame, out);
}
