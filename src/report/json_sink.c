/* SPDX-License-Identifier: GPL-2.0-or-later */
/* json_sink.c - one object a line: docs/trace-json.md. */
#include "report/json_sink.h"

#include <errno.h>
#include <linux/sched.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "report/arg_value.h"
#include "report/call_args.h"
#include "report/calls.h"
#include "report/emit.h"
#include "report/model.h"
#include "report/output.h"
#include "report/record_memory.h"
#include "report/signal_name.h"
#include "report/sink.h"
#include "report/verdict.h"

struct json_sink {
    struct trace_sink sink;
    struct emit json;
    struct trace_output *output; /* or NULL */
    const struct policy *policy; /* NULL: that is not known any more */
    struct calls calls;
    struct arg_values values;
    struct decode_style style;
    uint64_t last; /* the time of the last record */
};

static void begin(struct emit *json, const char *type, const struct record_head *record)
{
    emit_open_object(json);
    emit_key(json, "type");
    emit_string(json, type);
    emit_key(json, "ts");
    emit_text64(json, record->time);
    emit_key(json, "pid");
    emit_number(json, record->pid);
    emit_key(json, "tid");
    emit_number(json, record->tid);
}

static void put_flags(struct emit *json, unsigned flags)
{
    static const struct {
        unsigned bit;
        const char *name;
    } names[] = {
        { RECORD_TRAPPED, "trapped" }, { RECORD_REWRITTEN, "rewritten" },
        { RECORD_SERVED, "served" },   { RECORD_INT80, "int80" },
        { RECORD_AGAIN, "again" },     { RECORD_INJECTED, "injected" },
        { RECORD_DENIED, "denied" },   { RECORD_DELAYED, "delayed" },
    };

    emit_key(json, "flags");
    emit_open_array(json);
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        if (flags & names[i].bit)
            emit_string(json, names[i].name);
    emit_close_array(json);
}

static void put_args(struct json_sink *self, const struct call *call)
{
    struct emit *json = &self->json;
    unsigned index = model_call_index(call->nr);
    unsigned count = index < SYSCALL_TABLE_SIZE ? call_args[index].count : 6;

    decode_begin(&self->values.decode, &self->values.text, &self->style,
                 (const void *)call->enter, (const void *)call->exit);
    emit_key(json, "args");
    emit_open_array(json);
    for (unsigned i = 0; i < count; i++) {
        emit_open_object(json);
        if (index < SYSCALL_TABLE_SIZE) {
            emit_key(json, "name");
            emit_string(json, call_args[index].args[i].name);
        }
        emit_key(json, "raw");
        emit_text64(json, call_arg(call, i));
        if (index < SYSCALL_TABLE_SIZE)
            arg_value_put(json, &self->values, call, i, call_args[index].args[i].kind);
        emit_close_object(json);
    }
    emit_close_array(json);
}

static void put_answer(struct emit *json, const struct call *call)
{
    const char *name;

    emit_key(json, "ret");
    if (!call->is_answered)
        emit_null(json);
    else
        emit_signed_text64(json, call->is_failed ? -1 : call->result);
    emit_key(json, "errno");
    name = call->is_failed ? strerrorname_np((int)-call->result) : NULL;
    if (!call->is_failed)
        emit_null(json);
    else if (name != NULL)
        emit_string(json, name);
    else
        emit_signed_text64(json, -call->result); /* the kernel's own, as ERESTARTSYS */
}

static void put_verdict(struct json_sink *self, const struct call *call)
{
    static const char *const names[] = { "allowed", "denied", "injected" };
    struct emit *json = &self->json;
    char *rule;

    emit_key(json, "verdict");
    emit_string(json, names[verdict_of(self->policy, call, &rule)]);
    emit_key(json, "rule");
    if (rule == NULL)
        emit_null(json);
    else
        emit_string(json, rule);
    free(rule);
}

static void put_call(void *context, const struct call *call)
{
    struct json_sink *self = context;
    struct emit *json = &self->json;

    begin(json, "call", call->enter);
    emit_key(json, "name");
    emit_string(json, model_call_name(model_call_index(call->nr)));
    emit_key(json, "nr");
    emit_number(json, call->nr);
    put_args(self, call);
    put_answer(json, call);
    emit_key(json, "duration");
    emit_text64(json, call->duration);
    put_verdict(self, call);
    put_flags(json, call->flags);
    emit_key(json, "ip");
    emit_text64(json, ((const struct record_enter *)(const void *)call->enter)->ip);
    emit_end_line(json);
}

static void put_signal(struct emit *json, const struct record_head *record)
{
    const struct record_signal *told = (const void *)record;
    siginfo_t info;

    memcpy(&info, told->siginfo, sizeof(info));
    begin(json, "signal", record);
    emit_key(json, "signal");
    signal_name_put(json, told->signo);
    emit_key(json, "signo");
    emit_number(json, told->signo);
    emit_key(json, "code");
    emit_number(json, info.si_code);
    emit_key(json, "action");
    emit_string(json, told->action == RECORD_SIGNAL_HANDLED ? "handled" : "default");
    emit_key(json, "ip");
    emit_text64(json, told->ip);
    if (told->signo == SIGSEGV || told->signo == SIGBUS) {
        emit_key(json, "address");
        emit_text64(json, (uint64_t)info.si_addr);
    }
    emit_end_line(json);
}

static void put_birth(struct emit *json, const struct record_head *record)
{
    const struct record_birth *told = (const void *)record;

    begin(json, "birth", record);
    emit_key(json, "child");
    emit_number(json, told->child);
    emit_key(json, "thread");
    emit_bool(json, (told->flags & CLONE_THREAD) != 0);
    emit_key(json, "flags");
    emit_text64(json, told->flags);
    emit_end_line(json);
}

static void put_start(struct emit *json, const struct record_head *record)
{
    begin(json, "start", record);
    emit_key(json, "parent");
    emit_number(json, ((const struct record_start *)(const void *)record)->parent);
    emit_end_line(json);
}

static void put_exec(struct emit *json, const struct record_head *record)
{
    const struct record_chunk *path = record_next_chunk(record, NULL);

    begin(json, "exec", record);
    emit_key(json, "path");
    if (path != NULL)
        emit_bytes(json, record_chunk_bytes(path),
                   strnlen(record_chunk_bytes(path), path->size));
    else
        emit_null(json);
    emit_end_line(json);
}

static void put_end(struct emit *json, const struct record_head *record)
{
    const struct record_end *told = (const void *)record;

    begin(json, "end", record);
    emit_key(json, "process");
    emit_bool(json, told->is_process != 0);
    emit_key(json, "exit");
    if (WIFEXITED(told->status))
        emit_number(json, WEXITSTATUS(told->status));
    else
        emit_null(json);
    emit_key(json, "signal");
    if (WIFSIGNALED(told->status))
        signal_name_put(json, WTERMSIG(told->status));
    else
        emit_null(json);
    emit_end_line(json);
}

static void put_lost(struct emit *json, const struct record_head *record)
{
    begin(json, "lost", record);
    emit_key(json, "count");
    emit_text64(json, ((const struct record_lost *)(const void *)record)->count);
    emit_end_line(json);
}

static void take(struct trace_sink *sink, const struct record_head *record)
{
    struct json_sink *self = (struct json_sink *)sink;
    static void (*const puts[RECORD_TYPE_COUNT])(struct emit *,
                                                 const struct record_head *) = {
        [RECORD_SIGNAL] = put_signal, [RECORD_BIRTH] = put_birth,
        [RECORD_START] = put_start,   [RECORD_EXEC] = put_exec,
        [RECORD_END] = put_end,       [RECORD_LOST] = put_lost,
    };

    self->last = record->time;
    if (self->output != NULL)
        self->json.out = output_of(self->output, record->tid);
    calls_take(&self->calls, record);
    if (record->type < RECORD_TYPE_COUNT && puts[record->type] != NULL)
        puts[record->type](&self->json, record);
}

static void idle(struct trace_sink *sink)
{
    struct json_sink *self = (struct json_sink *)sink;

    if (self->output != NULL)
        output_flush(self->output);
}

static void end(struct trace_sink *sink)
{
    struct json_sink *self = (struct json_sink *)sink;

    calls_finish(&self->calls, self->last);
    text_free(&self->values.text);
    free(self);
}

struct trace_sink *json_sink_make(FILE *out, struct trace_output *output,
                                  const struct policy *policy, bool redacts)
{
    struct json_sink *self = table_new(sizeof(*self));

    self->sink = (struct trace_sink){ .record = take, .idle = idle, .end = end };
    self->style = (struct decode_style){ .string_limit = UINT32_MAX, .is_whole = true, .redacts = redacts };
    self->json.out = out;
    self->output = output;
    self->policy = policy;
    calls_begin(&self->calls, put_call, self);
    return &self->sink;
}
