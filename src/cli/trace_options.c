/* SPDX-License-Identifier: GPL-2.0-or-later */
/* trace_options.c - what is recorded, how much of it, and where it goes. */
#include <errno.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "cli/option_table.h"
#include "report/model_sinks.h"
#include "supervisor/say.h"

/* What a record can hold of one string, and no more. */
#define STRING_LIMIT_MOST 32768

static int take_output(struct options *options, char *file)
{
    if (file[0] == '\0' || strcmp(file, "|") == 0) {
        say("-o '%s': names neither a file nor, behind |, a command", file);
        return STATUS_LXRUN_FAILED;
    }
    options->run.trace.output = file;
    return 0;
}

static int take_append(struct options *options, char *value)
{
    (void)value;
    options->run.trace.appends = true;
    return 0;
}

/* Children are followed in any case; the second -f is for a file each. */
static int take_follow(struct options *options, char *value)
{
    (void)value;
    options->run.trace.splits = ++options->run.trace.follows >= 2;
    return 0;
}

static int take_separately(struct options *options, char *value)
{
    (void)value;
    options->run.trace.splits = true;
    return 0;
}

static int take_string_limit(struct options *options, char *value)
{
    char *end;
    unsigned long limit;

    errno = 0;
    limit = strtoul(value, &end, 10);
    if (errno != 0 || end == value || *end != '\0' || value[0] == '-') {
        say("-s %s: is not a number of bytes", value);
        return STATUS_LXRUN_FAILED;
    }
    options->run.trace.string_limit =
        (uint32_t)(limit < STRING_LIMIT_MOST ? limit : STRING_LIMIT_MOST);
    return 0;
}

static int take_fd_paths(struct options *options, char *value)
{
    (void)value;
    options->run.trace.fd_paths++;
    return 0;
}

static int take_stacks(struct options *options, char *value)
{
    (void)value;
    options->run.trace.stacks = true;
    return 0;
}

static int take_whole(struct options *options, char *value)
{
    (void)value;
    options->run.trace.whole = true;
    return 0;
}

static int take_drop(struct options *options, char *value)
{
    (void)value;
    options->run.trace.drops = true;
    return 0;
}

static int take_attach(struct options *options, char *pid)
{
    (void)options;
    say("-p %s: lxrun traces programs that it starts itself; for a process that is there "
        "already use strace -p %s",
        pid, pid);
    return STATUS_LXRUN_FAILED;
}

static int take_format(struct options *options, char *name)
{
    static const struct {
        const char *name;
        enum trace_format format;
    } formats[] = {
        { "text", TRACE_TEXT },
        { "raw", TRACE_RAW },
        { "binary", TRACE_BINARY },
        { "json", TRACE_JSON },
        { "perfetto", TRACE_PERFETTO },
    };

    for (size_t i = 0; i < sizeof(formats) / sizeof(formats[0]); i++)
        if (strcmp(name, formats[i].name) == 0) {
            options->run.trace.format = formats[i].format;
            return 0;
        }
    say("--trace-format=%s: there are text, raw, binary, json and perfetto", name);
    return STATUS_LXRUN_FAILED;
}

static int take_trace(struct options *options, char *file)
{
    if (options->run.trace.format == TRACE_PAGE ||
        options->run.trace.format == TRACE_FILES) {
        say("--trace: a run that is traced already; of --trace, --report and --files one "
            "can be had");
        return STATUS_LXRUN_FAILED;
    }
    options->run.trace.is_on = true;
    return file != NULL ? take_output(options, file) : 0;
}

/* What a run is traced for is one thing. */
static int take_purpose(struct options *options, const char *option,
                        enum trace_format format, char *file)
{
    if (options->run.trace.is_on) {
        say("%s=%s: a run that is traced already; of --trace, --report and --files one can "
            "be had",
            option, file);
        return STATUS_LXRUN_FAILED;
    }
    options->run.trace.is_on = true;
    options->run.trace.format = format;
    return take_output(options, file);
}

static int take_report(struct options *options, char *file)
{
    return take_purpose(options, "--report", TRACE_PAGE, file);
}

static int take_files(struct options *options, char *file)
{
    int status = take_purpose(options, "--files", TRACE_FILES, file);

    if (status == 0)
        files_sink_choose(&options->run.trace);
    return status;
}

const struct option_row run_trace_options[] = {
    { "report", 0, required_argument, take_report },
    { "files", 0, required_argument, take_files },
    { "trace", 0, optional_argument, take_trace },
    { "trace-format", 0, required_argument, take_format },
    { "trace-drop", 0, no_argument, take_drop },
    { 0 },
};

const struct option_row trace_options[] = {
    { "output", 'o', required_argument, take_output },
    { "output-append-mode", 'A', no_argument, take_append },
    { "follow-forks", 'f', no_argument, take_follow },
    { "output-separately", 0, no_argument, take_separately },
    { "string-limit", 's', required_argument, take_string_limit },
    { "decode-fds", 'y', no_argument, take_fd_paths },
    { "stack-traces", 'k', no_argument, take_stacks },
    { "no-abbrev", 'v', no_argument, take_whole },
    { "attach", 'p', required_argument, take_attach },
    { "trace-format", 0, required_argument, take_format },
    { "trace-drop", 0, no_argument, take_drop },
    { 0 },
};
