/* SPDX-License-Identifier: GPL-2.0-or-later */
/* command_report.c - lxrun report [options] FILE: what a binary trace adds up to. */
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/command.h"
#include "report/model.h"
#include "report/summary.h"
#include "report/trace_file.h"
#include "supervisor/say.h"

#define DEFAULT_ROWS 15
#define SLOWEST_KEPT 20000

struct wish {
    const char *trace;
    size_t rows; /* --top */
};

static const char help[] =
    "Usage: lxrun report [OPTIONS] FILE\n"
    "Say what a trace adds up to; FILE is a binary trace, `-` standard input.\n"
    "\n"
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
    return STATUS_LXRUN_FAILED;
}

/* 0, or the status to exit with; wish->trace is NULL if there is nothing more to do. */
static int parse(struct wish *wish, int argc, char **argv)
{
    static const struct option options[] = { { "top", required_argument, NULL, 't' },
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

static int read_trace(struct model *model, const char *name)
{
    const struct record_head *record;
    struct trace_file file;
    int status = trace_file_open(&file, name);

    if (status != 0)
        return status;
    while ((status = trace_file_next(&file, &record)) > 0)
        model_take(model, record);
    if (file.is_cut)
        say("%s: ends in the midst of a record; the report is about all that is whole",
            file.name);
    trace_file_close(&file);
    model_finish(model);
    return status < 0 ? STATUS_LXRUN_FAILED : 0;
}

static int write_summary(const struct model *model, size_t rows)
{
    summary_write(stdout, model, rows);
    if (fflush(stdout) == 0 && !ferror(stdout))
        return 0;
    say("cannot write to standard output: %s", strerror(errno));
    return STATUS_LXRUN_FAILED;
}

int command_report(int argc, char **argv)
{
    struct wish wish = { .rows = DEFAULT_ROWS };
    struct model *model;
    int status = parse(&wish, argc, argv);

    if (status != 0 || wish.trace == NULL)
        return status;
    model = table_new(sizeof(*model));
    model_begin(model, SLOWEST_KEPT, false);
    status = read_trace(model, wish.trace);
    if (model->record_count > 0 && write_summary(model, wish.rows) != 0)
        status = STATUS_LXRUN_FAILED;
    model_free(model);
    free(model);
    return status;
}
