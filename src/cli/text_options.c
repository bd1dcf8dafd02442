/* SPDX-License-Identifier: GPL-2.0-or-later */
/* text_options.c - how a trace is told as text, with strace's letters. */
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "cli/option_table.h"
#include "report/call_summary.h"
#include "report/expression.h"
#include "supervisor/say.h"

#define RECORDED_MOST 32000 /* what a record can hold of one buffer */

static struct text_options *text_of(struct options *options)
{
    return &options->run.trace.text;
}

static int take_expression(struct options *options, char *value)
{
    return expression_take(&options->run.trace, value) ? 0 : STATUS_LXRUN_FAILED;
}

#define EXPRESSION(name)                                                        \
    static int take_##name(struct options *options, char *value)                \
    {                                                                           \
        return expression_take_as(&options->run.trace, #name, value) ? 0        \
                                                                     : STATUS_LXRUN_FAILED; \
    }
EXPRESSION(trace)
EXPRESSION(signal)
EXPRESSION(status)
EXPRESSION(quiet)
EXPRESSION(inject)
EXPRESSION(fault)
EXPRESSION(read)
EXPRESSION(write)
EXPRESSION(abbrev)
EXPRESSION(raw)
EXPRESSION(verbose)

static int take_stamp(struct options *options, char *value)
{
    (void)value;
    text_of(options)->stamps++;
    return 0;
}

static int take_relative(struct options *options, char *value)
{
    (void)value;
    text_of(options)->is_relative = true;
    return 0;
}

static int take_durations(struct options *options, char *value)
{
    (void)value;
    text_of(options)->has_durations = true;
    return 0;
}

static int take_addresses(struct options *options, char *value)
{
    (void)value;
    text_of(options)->has_addresses = true;
    return 0;
}

static int take_numbers(struct options *options, char *value)
{
    (void)value;
    text_of(options)->style.numbers_calls = true;
    return 0;
}

static int take_hex(struct options *options, char *value)
{
    (void)value;
    if (text_of(options)->style.hex != HEX_ALWAYS)
        text_of(options)->style.hex++;
    return 0;
}

/* -q attaching, -qq the ends of processes as well, -qqq all. */
static int take_silence(struct options *options, char *value)
{
    struct text_options *text = text_of(options);

    (void)value;
    if (text->quiet & QUIET_EXIT)
        text->quiet |= QUIET_SUPERSEDED;
    if (text->quiet & QUIET_ATTACH)
        text->quiet |= QUIET_EXIT;
    text->quiet |= QUIET_ATTACH;
    return 0;
}

static int take_column(struct options *options, char *value)
{
    char *end;
    unsigned long column = strtoul(value, &end, 10);

    if (end == value || *end != '\0' || column > 1000) {
        say("-a %s: is not a column", value);
        return STATUS_LXRUN_FAILED;
    }
    text_of(options)->column = (unsigned)column;
    return 0;
}

static int take_words(struct options *options, char *value)
{
    static const char *const names[] = { "abbrev", "raw", "verbose" };

    for (unsigned i = 0; i < 3; i++)
        if (strcmp(value, names[i]) == 0) {
            text_of(options)->style.words = (enum decode_words)i;
            return 0;
        }
    say("-X %s: there are abbrev, raw and verbose", value);
    return STATUS_LXRUN_FAILED;
}

static int take_path(struct options *options, char *value)
{
    struct text_options *text = text_of(options);

    if (text->path_count == TEXT_PATHS_MOST) {
        say("-P %s: there are %d paths already, and can be no more", value, TEXT_PATHS_MOST);
        return STATUS_LXRUN_FAILED;
    }
    text->paths[text->path_count++] = value;
    return 0;
}

static int take_successful(struct options *options, char *value)
{
    (void)value;
    text_of(options)->statuses = STATUS_SUCCESSFUL;
    return 0;
}

static int take_failed(struct options *options, char *value)
{
    (void)value;
    text_of(options)->statuses = STATUS_FAILED;
    return 0;
}

static int take_summary_only(struct options *options, char *value)
{
    (void)value;
    text_of(options)->summary = SUMMARY_ONLY;
    return 0;
}

static int take_summary(struct options *options, char *value)
{
    (void)value;
    text_of(options)->summary = SUMMARY_TOO;
    return 0;
}

static int take_wall_clock(struct options *options, char *value)
{
    (void)value;
    text_of(options)->summary_is_wall = true;
    return 0;
}

static int take_summary_each(struct options *options, char *value)
{
    enum text_each each = value == NULL || strcmp(value, "process") == 0 ? EACH_PROCESS :
                          strcmp(value, "thread") == 0                  ? EACH_THREAD :
                                                                          EACH_NOTHING;

    if (each == EACH_NOTHING) {
        say("--summary-each=%s: there are process and thread", value);
        return STATUS_LXRUN_FAILED;
    }
    text_of(options)->summary_of_each = each;
    return 0;
}

static int take_sort(struct options *options, char *value)
{
    if (!call_summary_knows_sort(value)) {
        say("-S %s: there are time, min-time, max-time, avg-time, wall-time, cpu-time, calls, "
            "errors, name and nothing",
            value);
        return STATUS_LXRUN_FAILED;
    }
    text_of(options)->summary_sort = value;
    return 0;
}

static int take_columns(struct options *options, char *value)
{
    if (!call_summary_knows_columns(value)) {
        say("-U %s: there are time-percent, total-time, min-time, max-time, avg-time, "
            "wall-time, cpu-time, calls, errors and name",
            value);
        return STATUS_LXRUN_FAILED;
    }
    text_of(options)->summary_columns = value;
    return 0;
}

static int take_redact(struct options *options, char *value)
{
    (void)value;
    text_of(options)->style.redacts = true;
    return 0;
}

void text_options_settle(struct trace_options *trace)
{
    struct text_options *text = &trace->text;

    text->style.string_limit = trace->string_limit;
    text->style.is_whole |= trace->whole;
    text->style.fd_paths = trace->fd_paths;
    text->is_prefixed = trace->follows > 0;
    trace->cpu_times = text->summary != SUMMARY_NONE;
    if (trace->records_data && trace->string_limit < RECORDED_MOST)
        trace->string_limit = RECORDED_MOST;
    if (text->path_count > 0 && trace->fd_paths == 0)
        trace->fd_paths = 1;
}

const struct option_row text_options[] = {
    { NULL, 'e', required_argument, take_expression },
    { "trace", 0, required_argument, take_trace },
    { "signal", 0, required_argument, take_signal },
    { "status", 0, required_argument, take_status },
    { "quiet", 0, required_argument, take_quiet },
    { "inject", 0, required_argument, take_inject },
    { "fault", 0, required_argument, take_fault },
    { "read", 0, required_argument, take_read },
    { "write", 0, required_argument, take_write },
    { "abbrev", 0, required_argument, take_abbrev },
    { "raw", 0, required_argument, take_raw },
    { "verbose", 0, required_argument, take_verbose },
    { NULL, 't', no_argument, take_stamp },
    { "relative-timestamps", 'r', no_argument, take_relative },
    { "syscall-times", 'T', no_argument, take_durations },
    { "instruction-pointer", 'i', no_argument, take_addresses },
    { "syscall-number", 'n', no_argument, take_numbers },
    { NULL, 'x', no_argument, take_hex },
    { NULL, 'q', no_argument, take_silence },
    { "columns", 'a', required_argument, take_column },
    { "const-print-style", 'X', required_argument, take_words },
    { "trace-path", 'P', required_argument, take_path },
    { "successful-only", 'z', no_argument, take_successful },
    { "failed-only", 'Z', no_argument, take_failed },
    { "summary-only", 'c', no_argument, take_summary_only },
    { "summary", 'C', no_argument, take_summary },
    { "summary-wall-clock", 'w', no_argument, take_wall_clock },
    { "summary-each", 0, optional_argument, take_summary_each },
    { "summary-sort-by", 'S', required_argument, take_sort },
    { "summary-columns", 'U', required_argument, take_columns },
    { "redact", 0, no_argument, take_redact },
    { 0 },
};
