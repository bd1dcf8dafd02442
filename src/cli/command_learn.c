/* SPDX-License-Identifier: GPL-2.0-or-later */
/* command_learn.c - lxrun learn -o FILE [--merge] [options] [--] PROGRAM [ARGS…] */
#include <errno.h>
#include <getopt.h>
#include <stdbool.h>
#include <string.h>
#include <unistd.h>

#include "cli/command.h"
#include "cli/environment.h"
#include "cli/help.h"
#include "cli/option_table.h"
#include "cli/options.h"
#include "report/learn_sink.h"
#include "supervisor/run.h"
#include "supervisor/say.h"

static int take_file(struct options *options, char *file)
{
    options->run.trace.learn_file = file;
    return 0;
}

static int take_merge(struct options *options, char *value)
{
    (void)value;
    options->run.trace.merges = true;
    return 0;
}

static const struct option_row learn_options[] = {
    { "output", 'o', required_argument, take_file },
    { "merge", 0, no_argument, take_merge },
    { 0 },
};

static int prepare(struct trace_options *trace)
{
    const char *wrong;

    if (trace->learn_file == NULL) {
        say("learn: say with -o FILE where the profile is to go");
        return STATUS_LXRUN_FAILED;
    }
    if (!trace->merges)
        return 0;
    if (access(trace->learn_file, F_OK) != 0 && errno == ENOENT)
        return 0;
    wrong = learn_read(trace->learned, trace->learn_file);
    if (wrong == NULL)
        return 0;
    say("learn: --merge: %s %s", trace->learn_file, wrong);
    return STATUS_LXRUN_FAILED;
}

int command_learn(int argc, char **argv)
{
    static const struct option_row *const tables[] = { learn_options, general_options,
                                                       containment_options, limit_options, NULL };
    static struct options options;
    int status = options_begin(&options, argc);

    if (status == 0)
        status = options_parse_with(tables, &options, argc, argv);
    if (status != 0)
        return status;
    if (options.action == ACTION_HELP)
        return help_show();
    if (options.action == ACTION_VERSION)
        return help_show_version();
    options.run.trace.is_on = true;
    options.run.trace.format = TRACE_LEARN;
    options.run.trace.string_limit = 0;
    status = prepare(&options.run.trace);
    if (status == 0)
        status = environment_apply(&options);
    return status != 0 ? status : run_guest(&options.run);
}
