/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * perfetto_sink.c - the JSON of chrome://tracing, which ui.perfetto.dev opens as well.
 *
 * Slices (`X`) for calls, instants (`i`) for signals, flow arrows (`s`, `f`) from the
 * call that makes a thread to the thread's first record, names (`M`).  Times are
 * microseconds since the first record, with three decimals.
 */
#include "report/json_sink.h"

#include <stdlib.h>
#include <string.h>

#include "report/call_class.h"
#include "report/calls.h"
#include "report/emit.h"
#include "report/model.h"
#include "report/path.h"
#include "report/record_memory.h"
#include "report/signal_name.h"
#include "report/sink.h"
#include "report/table.h"

/* A thread that was made.  Which of the two ends of its arrow comes first in the
 * trace is not said; it is drawn when both are known. */
struct arrow {
    int32_t tid;
    uint64_t id;
    bool is_made, is_started;
    struct record_head made, started;
    UT_hash_handle hh;
};

struct perfetto_sink {
    struct trace_sink sink;
    struct emit json;
    struct calls calls;
    struct arrow *arrows; /* by tid */
    uint64_t arrow_count;
    uint64_t first, last; /* times */
    bool has_first;
};

/* Microseconds: a number with three decimals is exact for 100 days. */
static void put_time(struct perfetto_sink *self, const char *key, uint64_t nanoseconds)
{
    emit_key(&self->json, key);
    fprintf(self->json.out, "%llu.%03u", (unsigned long long)(nanoseconds / 1000),
            (unsigned)(nanoseconds % 1000));
    self->json.has_before = true;
}

static void begin(struct perfetto_sink *self, const char *phase,
                  const struct record_head *record)
{
    uint64_t time = record->time > self->first ? record->time - self->first : 0;

    emit_open_object(&self->json);
    emit_key(&self->json, "ph");
    emit_string(&self->json, phase);
    emit_key(&self->json, "pid");
    emit_number(&self->json, record->pid);
    emit_key(&self->json, "tid");
    emit_number(&self->json, record->tid);
    put_time(self, "ts", time);
}

static void finish(struct perfetto_sink *self)
{
    emit_close_object(&self->json);
    putc_unlocked('\n', self->json.out);
}

static void put_name(struct perfetto_sink *self, const char *name)
{
    emit_key(&self->json, "name");
    emit_string(&self->json, name);
}

static void put_call_args(struct perfetto_sink *self, const struct call *call)
{
    struct emit *json = &self->json;
    const struct effect *effect = effect_of(call->nr);
    size_t length;
    const char *path =
        effect->path == NO_ARG ?
            NULL :
            record_string(call->enter, call_arg(call, (unsigned)effect->path), &length);

    emit_key(json, "args");
    emit_open_object(json);
    if (path != NULL) {
        emit_key(json, "path");
        emit_bytes(json, path, length);
    } else if (effect->fd != NO_ARG) {
        emit_key(json, "fd");
        emit_number(json, (int)(uint32_t)call_arg(call, (unsigned)effect->fd));
    }
    emit_key(json, call->is_failed ? "errno" : "ret");
    if (!call->is_answered)
        emit_string(json, "unfinished");
    else if (call->is_failed && strerrorname_np((int)-call->result) != NULL)
        emit_string(json, strerrorname_np((int)-call->result));
    else
        emit_signed_text64(json, call->result);
    emit_close_object(json);
}

static void put_call(void *context, const struct call *call)
{
    struct perfetto_sink *self = context;

    begin(self, "X", call->enter);
    put_name(self, model_call_name(model_call_index(call->nr)));
    emit_key(&self->json, "cat");
    emit_string(&self->json, call_class_name(call_class_of(call->nr)));
    put_time(self, "dur", call->duration);
    put_call_args(self, call);
    finish(self);
}

static void put_signal(struct perfetto_sink *self, const struct record_head *record)
{
    char name[SIGNAL_NAME_SIZE];

    signal_name(name, ((const struct record_signal *)(const void *)record)->signo);
    begin(self, "i", record);
    put_name(self, name);
    emit_key(&self->json, "cat");
    emit_string(&self->json, "signal");
    emit_key(&self->json, "s");
    emit_string(&self->json, "t");
    finish(self);
}

/* `what` is process_name or thread_name. */
static void put_label(struct perfetto_sink *self, const struct record_head *record,
                      const char *what, const char *label)
{
    begin(self, "M", record);
    put_name(self, what);
    emit_key(&self->json, "args");
    emit_open_object(&self->json);
    put_name(self, label);
    emit_close_object(&self->json);
    finish(self);
}

static void put_exec(struct perfetto_sink *self, const struct record_head *record)
{
    const struct record_chunk *path = record_next_chunk(record, NULL);
    char *name;

    if (path == NULL)
        return;
    name = table_string(record_chunk_bytes(path), path->size);
    put_label(self, record, "process_name", path_leaf(name));
    if (record->pid == record->tid)
        put_label(self, record, "thread_name", path_leaf(name));
    free(name);
}

static struct arrow *arrow_of(struct perfetto_sink *self, int32_t tid)
{
    struct arrow *arrow;

    HASH_FIND_INT(self->arrows, &tid, arrow);
    if (arrow != NULL)
        return arrow;
    arrow = table_new(sizeof(*arrow));
    arrow->tid = tid;
    arrow->id = ++self->arrow_count;
    HASH_ADD_INT(self->arrows, tid, arrow);
    return arrow;
}

static void put_arrow_end(struct perfetto_sink *self, const char *phase,
                          const struct record_head *record, uint64_t id)
{
    begin(self, phase, record);
    put_name(self, "begins");
    emit_key(&self->json, "cat");
    emit_string(&self->json, "birth");
    emit_key(&self->json, "id");
    emit_number(&self->json, (int64_t)id);
    if (phase[0] == 'f') {
        emit_key(&self->json, "bp");
        emit_string(&self->json, "e");
    }
    finish(self);
}

static void forget_arrow(struct perfetto_sink *self, int32_t tid)
{
    struct arrow *arrow;

    HASH_FIND_INT(self->arrows, &tid, arrow);
    if (arrow == NULL)
        return;
    HASH_DEL(self->arrows, arrow);
    free(arrow);
}

/* The maker tells of it when it has its answer; by then the thread may have run. */
static void draw_arrow(struct perfetto_sink *self, struct arrow *arrow)
{
    if (!arrow->is_made || !arrow->is_started)
        return;
    if (arrow->made.time > arrow->started.time)
        arrow->made.time = arrow->started.time;
    put_arrow_end(self, "s", &arrow->made, arrow->id);
    put_arrow_end(self, "f", &arrow->started, arrow->id);
}

static void put_birth(struct perfetto_sink *self, const struct record_head *record)
{
    struct arrow *arrow =
        arrow_of(self, ((const struct record_birth *)(const void *)record)->child);

    if (arrow->is_made)
        return;
    arrow->is_made = true;
    arrow->made = *record;
    draw_arrow(self, arrow);
}

/* An arrow ends in a slice, too: one as short as can be. */
static void put_start(struct perfetto_sink *self, const struct record_head *record)
{
    struct arrow *arrow = arrow_of(self, record->tid);

    begin(self, "X", record);
    put_name(self, record->pid == record->tid ? "process begins" : "thread begins");
    emit_key(&self->json, "cat");
    emit_string(&self->json, "process");
    put_time(self, "dur", 0);
    finish(self);
    if (arrow->is_started)
        return;
    arrow->is_started = true;
    arrow->started = *record;
    draw_arrow(self, arrow);
}

static void take(struct trace_sink *sink, const struct record_head *record)
{
    struct perfetto_sink *self = (struct perfetto_sink *)sink;

    if (!self->has_first)
        self->first = record->time;
    self->has_first = true;
    self->last = record->time;
    calls_take(&self->calls, record);
    if (record->type == RECORD_SIGNAL)
        put_signal(self, record);
    else if (record->type == RECORD_BIRTH)
        put_birth(self, record);
    else if (record->type == RECORD_START)
        put_start(self, record);
    else if (record->type == RECORD_EXEC)
        put_exec(self, record);
    else if (record->type == RECORD_END)
        forget_arrow(self, record->tid);
}

static void end(struct trace_sink *sink)
{
    struct perfetto_sink *self = (struct perfetto_sink *)sink;
    struct arrow *arrow, *next;

    calls_finish(&self->calls, self->last);
    HASH_ITER(hh, self->arrows, arrow, next)
    {
        HASH_DEL(self->arrows, arrow);
        free(arrow);
    }
    fputs("],\"displayTimeUnit\":\"ns\"}\n", self->json.out);
    free(self);
}

struct trace_sink *perfetto_sink_make(FILE *out)
{
    struct perfetto_sink *self = table_new(sizeof(*self));

    self->sink = (struct trace_sink){ .record = take, .end = end };
    self->json.out = out;
    calls_begin(&self->calls, put_call, self);
    fputs("{\"traceEvents\":[\n", out);
    return &self->sink;
}
