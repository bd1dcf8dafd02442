/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * raw_sink.c - the trace as text without any decoding (--trace-format=raw): one
 * line a record, for a look at the records themselves.
 */
#include <inttypes.h>
#include <stdlib.h>

#include "report/output.h"
#include "report/sink.h"
#include "report/usage.h"

struct raw_sink {
    struct trace_sink sink;
    struct trace_output *output;
};

static void print_call(FILE *out, int64_t nr)
{
    if (nr >= 0 && nr < SYSCALL_TABLE_SIZE && syscall_notes[nr].name != NULL)
        fputs(syscall_notes[nr].name, out);
    else
        fprintf(out, "syscall_%" PRId64, nr);
}

static void print_enter(FILE *out, const struct record_enter *record)
{
    fputs(" enter ", out);
    print_call(out, record->nr);
    for (int i = 0; i < 6; i++)
        fprintf(out, "%s%#" PRIx64, i == 0 ? "(" : ", ", record->args[i]);
    fprintf(out, ") at %#" PRIx64, record->ip);
}

static void print_exit(FILE *out, const struct record_exit *record)
{
    fputs(" exit ", out);
    print_call(out, record->nr);
    fprintf(out, " = %" PRId64 " flags %#x", record->result, record->head.flags);
}

static void print_chunks(FILE *out, const struct record_head *record)
{
    const struct record_chunk *chunk = NULL;

    while ((chunk = record_next_chunk(record, chunk)) != NULL) {
        const unsigned char *bytes = record_chunk_bytes(chunk);

        fprintf(out, " [%#" PRIx64 "/%u ", chunk->address, chunk->kind);
        for (uint32_t i = 0; i < chunk->size; i++)
            if (bytes[i] >= ' ' && bytes[i] < 0x7f && bytes[i] != '\\')
                putc_unlocked(bytes[i], out);
            else
                fprintf(out, "\\%03o", bytes[i]);
        fputs(chunk->is_cut ? "...]" : "]", out);
    }
}

static void print_body(FILE *out, const struct record_head *record)
{
    const struct record_signal *signal = (const void *)record;
    const struct record_birth *birth = (const void *)record;
    const struct record_start *start = (const void *)record;
    const struct record_end *last = (const void *)record;

    switch (record->type) {
    case RECORD_ENTER:
        print_enter(out, (const void *)record);
        break;
    case RECORD_EXIT:
        print_exit(out, (const void *)record);
        break;
    case RECORD_SIGNAL:
        fprintf(out, " signal %d action %d at %#" PRIx64, signal->signo, signal->action,
                signal->ip);
        break;
    case RECORD_BIRTH:
        fprintf(out, " birth %d flags %#" PRIx64, birth->child, birth->flags);
        break;
    case RECORD_START:
        fprintf(out, " start parent %d", start->parent);
        break;
    case RECORD_EXEC:
        fprintf(out, " exec former %d", start->former);
        break;
    case RECORD_END:
        fprintf(out, " end status %#x%s", (unsigned)last->status,
                last->is_process ? " process" : "");
        break;
    case RECORD_LOST:
        fprintf(out, " lost %" PRIu64, ((const struct record_lost *)record)->count);
        break;
    default:
        break;
    }
}

static void print(struct trace_sink *sink, const struct record_head *record)
{
    struct raw_sink *self = (struct raw_sink *)sink;
    FILE *out = output_of(self->output, record->tid);

    fprintf(out, "%d %d %" PRIu64 ".%09" PRIu64, record->pid, record->tid,
            record->time / 1000000000, record->time % 1000000000);
    print_body(out, record);
    print_chunks(out, record);
    putc_unlocked('\n', out);
}

static void flush(struct trace_sink *sink)
{
    output_flush(((struct raw_sink *)sink)->output);
}

static void end(struct trace_sink *sink)
{
    free(sink);
}

struct trace_sink *raw_sink_make(const struct trace_options *options,
                                 struct trace_output *output)
{
    struct raw_sink *self = calloc(1, sizeof(*self));

    (void)options;
    if (self == NULL)
        return NULL;
    *self = (struct raw_sink){
        .sink = { .record = print, .idle = flush, .end = end },
        .output = output,
    };
    return &self->sink;
}
