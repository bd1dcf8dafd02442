/* SPDX-License-Identifier: GPL-2.0-or-later */
/* binary_sink.c - the trace as it is, for `lxrun report` (docs/trace-format.md). */
#include <stdlib.h>
#include <time.h>

#include "report/output.h"
#include "report/sink.h"

struct binary_sink {
    struct trace_sink sink;
    struct trace_output *output;
    int32_t pid;
};

static void put_header(const struct binary_sink *self, FILE *stream)
{
    struct trace_header header = {
        .magic = TRACE_MAGIC,
        .version = TRACE_VERSION,
        .header_size = sizeof(header),
        .pid = self->pid,
    };
    struct timespec now;

    clock_gettime(CLOCK_REALTIME, &now);
    header.start_time = (uint64_t)now.tv_sec * 1000000000U + (uint64_t)now.tv_nsec;
    fwrite(&header, sizeof(header), 1, stream);
}

static void keep(struct trace_sink *sink, const struct record_head *record)
{
    struct binary_sink *self = (struct binary_sink *)sink;

    FILE *stream = output_of(self->output, record->tid);

    if (output_is_new(self->output, record->tid))
        put_header(self, stream);
    fwrite_unlocked(record, record->size, 1, stream);
}

static void end(struct trace_sink *sink)
{
    free(sink);
}

struct trace_sink *binary_sink_make(const struct trace_options *options,
                                    struct trace_output *output, int32_t pid)
{
    struct binary_sink *self = calloc(1, sizeof(*self));

    (void)options;
    if (self == NULL)
        return NULL;
    *self = (struct binary_sink){
        .sink = { .record = keep, .end = end },
        .output = output,
        .pid = pid,
    };
    return &self->sink;
}
