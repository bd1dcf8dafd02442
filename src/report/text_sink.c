/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * text_sink.c - a trace as strace(1) prints it.
 *
 * A call is one line where its answer comes next in the stream.  Where another
 * thread's line comes between, its first part ends in `<unfinished ...>`, and the
 * second part begins with `<... name resumed>`:
 *
 *     101 read(3,  <unfinished ...>
 *     102 write(4, "x", 1)                  = 1
 *     101 <... read resumed>"x", 1)         = 1
 *
 * So the first part is written only when it must be: before somebody else's line,
 * and when there is nothing more for now (idle), so that a call that waits is seen.
 */
#include "report/text_sink.h"

#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "report/call_stack.h"
#include "report/dump.h"
#include "report/line.h"
#include "report/output.h"
#include "report/path_filter.h"
#include "report/sink.h"
#include "report/call_summary.h"
#include "report/tellers.h"
#include "report/trace_options.h"
#include "supervisor/say.h"

struct text_sink {
    struct trace_sink sink;
    struct trace_output *output;
    const struct text_options *options;
    bool is_split;     /* each thread has a file of its own */
    bool is_to_stderr;
    struct tellers tellers;
    struct teller *open; /* whose line has no end yet; NULL if is_split */
    struct text text;
    struct line_clock clock;
    struct call_summary *summary; /* NULL: none is wanted */
};

/* Lines are put together in the text, and leave it when a record has been told. */
static void release(struct text_sink *self, int32_t tid)
{
    if (self->text.size == 0)
        return;
    fwrite_unlocked(self->text.bytes, 1, self->text.size, output_of(self->output, tid));
    text_clear(&self->text);
}

static bool wants_all_statuses(const struct text_sink *self)
{
    return self->options->statuses == STATUS_ALL;
}

static void begin_line(struct text_sink *self, const struct teller *teller, uint64_t time)
{
    bool is_many = self->tellers.alive > 1;

    line_begin(&self->text, self->options, &self->clock,
               &(struct line_head){
                   .tid = teller->tid,
                   .time = time,
                   .has_tid = !self->is_split &&
                              (is_many || (self->options->is_prefixed && !self->is_to_stderr)),
                   .is_bracketed = self->is_to_stderr,
               });
}

static void tell_call(struct text_sink *self, struct teller *teller)
{
    const struct record_enter *enter = teller->enter;
    size_t before = self->text.size;

    begin_line(self, teller, enter->head.time);
    line_call_head(&self->text, self->options, enter);
    decode_begin(&teller->decode, &self->text, &self->options->style, enter, NULL);
    teller->decode.is_raw = enter->nr >= 0 && enter->nr < SYSCALL_SHAPES_SIZE &&
                            trace_call_has(self->options->raw_calls, (unsigned)enter->nr);
    decode_call(&teller->decode);
    teller->column = self->text.size - before;
    teller->is_told = true;
    if (!self->is_split)
        self->open = teller;
}

/* Somebody else has something to say. */
static void interrupt(struct text_sink *self, const struct teller *by)
{
    struct teller *open = self->open;

    if (open == NULL || open == by)
        return;
    if (!open->is_told)
        tell_call(self, open);
    text_string(&self->text, " <unfinished ...>\n");
    open->is_cut = true;
    self->open = NULL;
}

static void resume(struct text_sink *self, struct teller *teller, uint64_t time)
{
    size_t before = self->text.size;

    begin_line(self, teller, time);
    text_string(&self->text, "<... ");
    decode_name(&self->text, teller->enter->nr);
    text_string(&self->text, " resumed>");
    teller->column = self->text.size - before;
    teller->is_cut = false;
}

/* So that the rest of the line can follow. */
static void reopen(struct text_sink *self, struct teller *teller, uint64_t time)
{
    interrupt(self, teller);
    if (!teller->is_told)
        tell_call(self, teller);
    else if (teller->is_cut)
        resume(self, teller, time);
}

static void close_line(struct text_sink *self, struct teller *teller)
{
    text_char(&self->text, '\n');
    teller->is_calling = false;
    if (self->open == teller)
        self->open = NULL;
}

static bool is_wanted(const struct text_sink *self, const struct record_exit *exit)
{
    bool has_failed = (exit->head.flags & RECORD_AGAIN) != 0 ||
                      (exit->result < 0 && exit->result >= -4095);

    return (self->options->statuses & (has_failed ? STATUS_FAILED : STATUS_SUCCESSFUL)) != 0;
}

static void take_enter(struct text_sink *self, const struct record_enter *enter)
{
    struct teller *teller = tellers_find(&self->tellers, enter->head.tid, enter->head.pid);

    if (teller == NULL)
        return;
    teller_keep_code(teller, enter);
    if (!path_filter_passes(self->options, enter))
        return;
    if (self->options->summary == SUMMARY_ONLY) {
        teller_keep(teller, enter);
        return;
    }
    if (wants_all_statuses(self))
        interrupt(self, teller);
    if (self->open == teller)
        close_line(self, teller);
    if (teller_keep(teller, enter) && wants_all_statuses(self) && !self->is_split)
        self->open = teller;
}

static void tell_exit(struct text_sink *self, struct teller *teller,
                      const struct record_exit *exit)
{
    struct decode *d = &teller->decode;
    size_t before;

    reopen(self, teller, exit->head.time);
    before = self->text.size;
    d->exit = exit;
    d->out = &self->text;
    decode_rest(d);
    line_equals(&self->text, self->options, teller->column + self->text.size - before);
    decode_result(d);
    if (self->options->has_durations)
        line_duration(&self->text, exit->head.time - teller->enter->head.time);
    close_line(self, teller);
    dump_data(&self->text, self->options, teller->enter, exit);
    call_stack_tell(&self->text, teller->enter, teller->code, teller->code_size);
}

static void take_exit(struct text_sink *self, const struct record_exit *exit)
{
    struct teller *teller = tellers_find(&self->tellers, exit->head.tid, exit->head.pid);

    /* Not what the thread has asked for: its records are its own, and may be wrong. */
    if (teller == NULL || !teller->is_calling || teller->enter->nr != exit->nr)
        return;
    if (self->summary != NULL)
        call_summary_add(self->summary, teller->pid, teller->enter, exit);
    if (self->options->summary != SUMMARY_ONLY && is_wanted(self, exit))
        tell_exit(self, teller, exit);
    teller->is_calling = false;
    if (self->open == teller)
        self->open = NULL;
}

static void take_signal(struct text_sink *self, const struct record_signal *record)
{
    struct teller *teller = tellers_find(&self->tellers, record->head.tid, record->head.pid);
    unsigned bit = (unsigned)record->signo - 1;

    if (teller == NULL || self->options->summary == SUMMARY_ONLY || bit >= 64 ||
        !(self->options->signals >> bit & 1))
        return;
    interrupt(self, NULL);
    begin_line(self, teller, record->head.time);
    if (self->options->has_addresses)
        text_format(&self->text, "[%016llx] ", (unsigned long long)record->ip);
    text_string(&self->text, "--- ");
    decode_delivery(&self->text, &self->options->style, record);
    text_string(&self->text, " ---\n");
}

/* The call that the thread has died in. */
static void abandon(struct text_sink *self, struct teller *teller, uint64_t time)
{
    bool is_incomplete;

    if (!teller->is_calling || self->options->summary == SUMMARY_ONLY ||
        (self->options->statuses & STATUS_UNFINISHED) == 0)
        return;
    reopen(self, teller, time);
    is_incomplete = !decode_is_complete(&teller->decode);
    if (is_incomplete) {
        text_string(&self->text, " <unfinished ...>) = ?");
    } else {
        size_t before = self->text.size;

        teller->decode.out = &self->text;
        decode_rest(&teller->decode);
        line_equals(&self->text, self->options, teller->column + self->text.size - before);
        text_char(&self->text, '?');
    }
    close_line(self, teller);
    call_stack_tell(&self->text, teller->enter, teller->code, teller->code_size);
}

static void tell_end(struct text_sink *self, const struct teller *teller,
                     const struct record_end *end)
{
    begin_line(self, teller, end->head.time);
    if (WIFSIGNALED(end->status)) {
        text_string(&self->text, "+++ killed by ");
        decode_signal_name(&self->text, WTERMSIG(end->status));
        text_string(&self->text, WCOREDUMP(end->status) ? " (core dumped) +++\n" : " +++\n");
    } else {
        text_format(&self->text, "+++ exited with %d +++\n", WEXITSTATUS(end->status));
    }
}

static void take_end(struct text_sink *self, const struct record_end *end)
{
    struct teller *teller = tellers_find(&self->tellers, end->head.tid, end->head.pid);

    if (teller == NULL)
        return;
    abandon(self, teller, end->head.time);
    if (self->options->summary != SUMMARY_ONLY && !(self->options->quiet & QUIET_EXIT)) {
        interrupt(self, teller);
        tell_end(self, teller, end);
    }
    release(self, end->head.tid);
    if (self->open == teller)
        self->open = NULL;
    tellers_drop(&self->tellers, teller);
    output_end_of(self->output, end->head.tid);
}

static void take_start(struct text_sink *self, const struct record_start *start)
{
    bool is_first = self->tellers.alive == 0;
    struct teller *teller = tellers_find(&self->tellers, start->head.tid, start->head.pid);

    if (teller == NULL || is_first || !self->is_to_stderr ||
        (self->options->quiet & QUIET_ATTACH) != 0 || self->options->summary == SUMMARY_ONLY)
        return;
    interrupt(self, NULL);
    text_format(&self->text, "lxrun: Process %d attached\n", teller->tid);
}

/* The thread that has made the call lives on with the number of its process. */
static void take_exec(struct text_sink *self, const struct record_start *exec)
{
    struct teller *teller;

    if (exec->former == 0 || exec->former == exec->head.tid)
        return;
    teller = tellers_find(&self->tellers, exec->head.tid, exec->head.pid);
    if (teller == NULL || self->options->summary == SUMMARY_ONLY ||
        (self->options->quiet & QUIET_SUPERSEDED) != 0)
        return;
    interrupt(self, NULL);
    begin_line(self, teller, exec->head.time);
    text_format(&self->text, "+++ superseded by execve in pid %d +++\n", exec->former);
}

static void take_lost(struct text_sink *self, const struct record_lost *lost)
{
    interrupt(self, NULL);
    text_format(&self->text, "lxrun: %llu records lost\n", (unsigned long long)lost->count);
}

static void take(struct trace_sink *sink, const struct record_head *record)
{
    struct text_sink *self = (struct text_sink *)sink;

    switch (record->type) {
    case RECORD_ENTER:
        take_enter(self, (const void *)record);
        break;
    case RECORD_EXIT:
        take_exit(self, (const void *)record);
        break;
    case RECORD_SIGNAL:
        take_signal(self, (const void *)record);
        break;
    case RECORD_START:
        take_start(self, (const void *)record);
        break;
    case RECORD_EXEC:
        take_exec(self, (const void *)record);
        break;
    case RECORD_END:
        take_end(self, (const void *)record);
        break;
    case RECORD_LOST:
        take_lost(self, (const void *)record);
        break;
    default:
        break;
    }
    release(self, record->tid);
}

/* A call that waits is seen, with what is known of it. */
static void idle(struct trace_sink *sink)
{
    struct text_sink *self = (struct text_sink *)sink;

    if (self->open != NULL && !self->open->is_told) {
        int32_t tid = self->open->tid;

        tell_call(self, self->open);
        release(self, tid);
    }
    output_flush(self->output);
}

static void end(struct trace_sink *sink)
{
    struct text_sink *self = (struct text_sink *)sink;

    interrupt(self, NULL);
    if (self->summary != NULL)
        call_summary_tell(self->summary, &self->text);
    release(self, 0);
    call_summary_free(self->summary);
    tellers_free(&self->tellers);
    text_free(&self->text);
    free(self);
}

struct trace_sink *text_sink_make(const struct trace_options *options,
                                  struct trace_output *output)
{
    struct text_sink *self = calloc(1, sizeof(*self));

    if (self == NULL)
        return NULL;
    *self = (struct text_sink){
        .sink = { .record = take, .idle = idle, .end = end },
        .output = output,
        .options = &options->text,
        .is_split = options->splits && options->output != NULL,
        .is_to_stderr = options->output == NULL,
    };
    if (options->text.summary == SUMMARY_NONE)
        return &self->sink;
    self->summary = call_summary_make(&options->text);
    if (self->summary != NULL)
        return &self->sink;
    free(self);
    return NULL;
}
