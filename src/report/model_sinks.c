/* SPDX-License-Identifier: GPL-2.0-or-later */
/* model_sinks.c - see model_sinks.h. */
#include "report/model_sinks.h"

#include <stdlib.h>
#include <unistd.h>

#include "report/file_uses.h"
#include "report/model.h"
#include "report/page.h"
#include "report/sink.h"

struct model_sink {
    struct trace_sink sink;
    FILE *out;
    char *directory;
    struct file_uses files;
    struct model model;
};

static void take(struct trace_sink *sink, const struct record_head *record)
{
    model_take(&((struct model_sink *)sink)->model, record);
}

static struct model_sink *make(FILE *out, size_t slowest, bool has_timelines,
                               void (*end)(struct trace_sink *sink))
{
    struct model_sink *self = table_new(sizeof(*self));

    self->sink = (struct trace_sink){ .record = take, .end = end };
    self->out = out;
    model_begin(&self->model, slowest, has_timelines);
    self->directory = get_current_dir_name();
    self->model.processes.directory = self->directory;
    return self;
}

static void drop(struct model_sink *self)
{
    model_free(&self->model);
    free(self->directory);
    free(self);
}

static void end_page(struct trace_sink *sink)
{
    struct model_sink *self = (struct model_sink *)sink;

    model_finish(&self->model);
    page_write(self->out, &self->model);
    drop(self);
}

struct trace_sink *page_sink_make(FILE *out)
{
    return &make(out, PAGE_CALLS, true, end_page)->sink;
}

static void observe(void *files, const struct deed *deed)
{
    file_uses_take(files, deed);
}

static void end_files(struct trace_sink *sink)
{
    struct model_sink *self = (struct model_sink *)sink;

    model_finish(&self->model);
    file_uses_write(self->out, &self->files, self->directory ? self->directory : "",
                    self->model.lost_count == 0);
    file_uses_free(&self->files);
    drop(self);
}

struct trace_sink *files_sink_make(FILE *out)
{
    struct model_sink *self = make(out, 0, false, end_files);

    self->model.observe = observe;
    self->model.context = &self->files;
    self->model.follow.is_link = path_is_link;
    return &self->sink;
}

void files_sink_choose(struct trace_options *options)
{
    options->all_calls = false;
    options->string_limit = 0;
    for (unsigned nr = 0; nr < SYSCALL_TABLE_SIZE; nr++)
        if (effect_is_of_files(nr))
            trace_call_add(options->calls, nr);
}
