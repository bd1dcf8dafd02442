/* SPDX-License-Identifier: GPL-2.0-or-later */
/* command_report.c - lxrun report [options] FILE: what a binary trace adds up to. */
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/command.h"
#include "report/json_sink.h"
#include "report/model.h"
#include "report/page.h"
#include "report/sink.h"
#include "report/summary.h"
#include "report/trace_file.h"
#include "supervisor/say.h"

#define DEFAULT_ROWS 15
#define SLOWEST_KEPT 10

enum form {
    FORM_SUMMARY,
    FORM_HTML,
    FORM_JSON,
    FORM_PERFETTO,
};

struct wish {
    const char *trace;
    enum form form;
    const char *output; /* NULL: standard output */
    size_t rows;        /* --top */
};

static const char help[] =
    "Usage: lxrun report [OPTIONS] FILE\n"
    "Say what a trace adds up to; FILE is a binary trace, `-` standard input.\n"
    "\n"
    "  --html=OUT        write a page for a browser to OUT instead\n"
    "  --json=OUT        the whole trace as lines of JSON\n"
    "  --perfetto=OUT    the whole trace for ui.perfetto.dev and chrome://tracing\n"
    "  --top=N           show N rows of each table (15); 0: all of them\n"
    "  --help            show this\n"
    "\n"
    "See lxrun(1) for more.\n";

static int take_rows(struct wish *wish, const char *value)
{
    char *end;
    unsigned long rows = strtoul(value, &end, 10);

    if (value[0] < '0' || value[0] > '9' || *end != '\0') {
        say("--top=%s: is not a number of rows", value);
        return STATUS_LXRUN_FAILED;
    }
    wish->rows = rows;
    return 0;
}

static int show_help(void)
{
    return fputs(help, stdout) >= 0 && fflush(stdout) == 0 ? 0 : STATUS_LXRUN_FAILED;
}

static int take_option(struct wish *wish, int option)
{
    if (option == 't')
        return take_rows(wish, optarg);
    wish->form = option == 'w' ? FORM_HTML : option == 'j' ? FORM_JSON : FORM_PERFETTO;
    wish->output = strcmp(optarg, "-") == 0 ? NULL : optarg;
    return 0;
}

/* 0, or the status to exit with; wish->trace is NULL if there is nothing more to do. */
static int parse(struct wish *wish, int argc, char **argv)
{
    static const struct option options[] = { { "html", required_argument, NULL, 'w' },
                                             { "json", required_argument, NULL, 'j' },
                                             { "perfetto", required_argument, NULL, 'p' },
                                             { "top", required_argument, NULL, 't' },
                                             { "help", no_argument, NULL, 'h' },
                                             { 0 } };
    int option, status;

    optind = 1;
    opterr = 0;
    while ((option = getopt_long(argc, argv, ":", options, NULL)) != -1) {
        if (option == 'h')
            return show_help();
        if (option == '?' || option == ':') {
            say("report: %s: %s (see lxrun report --help)", argv[optind - 1],
                option == '?' ? "is not an option of this command" : "needs a value");
            return STATUS_LXRUN_FAILED;
        }
        status = take_option(wish, option);
        if (status != 0)
            return status;
    }
    if (argc - optind != 1) {
        say("report: %s (see lxrun report --help)",
            argc == optind ? "no trace to read" : "takes one trace at a time");
        return STATUS_LXRUN_FAILED;
    }
    wish->trace = argv[optind];
    return 0;
}

/* Each record of the trace to `take`.  0, or the status to exit with (said). */
static int read_trace(const char *name,
                      void (*take)(void *context, const struct record_head *record),
                      void *context)
{
    const struct record_head *record;
    struct trace_file file;
    int status = trace_file_open(&file, name);

    if (status != 0)
        return status;
    while ((status = trace_file_next(&file, &record)) > 0)
        take(context, record);
    if (file.is_cut)
        say("%s: ends in the midst of a record; the report is about all that is whole",
            file.name);
    trace_file_close(&file);
    return status < 0 ? STATUS_LXRUN_FAILED : 0;
}

static void take_for_model(void *model, const struct record_head *record)
{
    model_take(model, record);
}

static int write_model(FILE *out, const struct wish *wish)
{
    bool is_page = wish->form == FORM_HTML;
    struct model *model = table_new(sizeof(*model));
    int status;

    model_begin(model, is_page ? PAGE_CALLS : SLOWEST_KEPT, is_page);
    status = read_trace(wish->trace, take_for_model, model);
    model_finish(model);
    if (model->record_count > 0 && is_page)
        page_write(out, model);
    else if (model->record_count > 0)
        summary_write(out, model, wish->rows);
    model_free(model);
    free(model);
    return status;
}

static void take_for_sink(void *sink, const struct record_head *record)
{
    ((struct trace_sink *)sink)->record(sink, record);
}

static int write_records(FILE *out, const struct wish *wish)
{
    struct trace_sink *sink =
        wish->form == FORM_JSON ? json_sink_make(out, NULL, NULL, false) :
                                  perfetto_sink_make(out);
    int status = read_trace(wish->trace, take_for_sink, sink);

    sink->end(sink);
    return status;
}

static int close_output(FILE *out, const char *name)
{
    int failed = ferror(out);

    failed |= out == stdout ? fflush(out) : fclose(out);
    if (!failed)
        return 0;
    say("%s: cannot be written: %s", name, strerror(errno));
    return STATUS_LXRUN_FAILED;
}

int command_report(int argc, char **argv)
{
    struct wish wish = { .rows = DEFAULT_ROWS };
    const char *name;
    FILE *out;
    int status = parse(&wish, argc, argv);

    if (status != 0 || wish.trace == NULL)
        return status;
    name = wish.output != NULL ? wish.output : "standard output";
    out = wish.output != NULL ? fopen(wish.output, "we") : stdout;
    if (out == NULL) {
        say("%s: cannot be written: %s", name, strerror(errno));
        return STATUS_LXRUN_FAILED;
    }
    status = wish.form == FORM_JSON || wish.form == FORM_PERFETTO ?
                 write_records(out, &wish) :
                 write_model(out, &wish);
    return close_output(out, name) != 0 ? STATUS_LXRUN_FAILED : status;
}
