/* SPDX-License-Identifier: GPL-2.0-or-later */
/* general_options.c - what the program starts with, how lxrun ends, what it tells. */
#include <getopt.h>
#include <string.h>

#include "cli/kernel.h"
#include "cli/option_table.h"
#include "supervisor/say.h"

static int take_help(struct options *options, char *value)
{
    (void)value;
    options->action = ACTION_HELP;
    return 0;
}

static int take_version(struct options *options, char *value)
{
    (void)value;
    options->action = ACTION_VERSION;
    return 0;
}

static int take_exit(struct options *options, char *how)
{
    options->run.exit_by_signal = strcmp(how, "signal") == 0;
    if (options->run.exit_by_signal || strcmp(how, "status") == 0)
        return 0;
    say("--exit=%s: is neither `status` (128+n when signal n ended the program) nor "
        "`signal` (end by the same signal)",
        how);
    return STATUS_LXRUN_FAILED;
}

static int take_kernel(struct options *options, char *value)
{
    return kernel_parse(&options->run.config, value);
}

static int take_verbose(struct options *options, char *value)
{
    (void)value;
    options->run.verbose = true;
    return 0;
}

static int take_no_rewrite(struct options *options, char *value)
{
    (void)value;
    options->run.no_rewrite = true;
    return 0;
}

static int take_stats(struct options *options, char *value)
{
    (void)value;
    options->run.stats = true;
    return 0;
}

static int take_clearenv(struct options *options, char *value)
{
    (void)value;
    options->clear_environment = true;
    return 0;
}

static int take_variable(struct options *options, char *assignment)
{
    if (assignment[0] == '\0' || assignment[0] == '=') {
        say("-E '%s': has no name; give NAME=VALUE to set a variable or NAME to unset it",
            assignment);
        return STATUS_LXRUN_FAILED;
    }
    options->variables[options->variable_count++] = assignment;
    return 0;
}

static int take_argv0(struct options *options, char *name)
{
    options->argv0 = name;
    return 0;
}

static int take_directory(struct options *options, char *directory)
{
    options->run.directory = directory;
    return 0;
}

const struct option_row general_options[] = {
    { "help", 0, no_argument, take_help },
    { "version", 0, no_argument, take_version },
    { "exit", 0, required_argument, take_exit },
    { "verbose", 0, no_argument, take_verbose },
    { "kernel", 0, required_argument, take_kernel },
    { "no-rewrite", 0, no_argument, take_no_rewrite },
    { "stats", 0, no_argument, take_stats },
    { "clearenv", 0, no_argument, take_clearenv },
    { "argv0", 0, required_argument, take_argv0 },
    { NULL, 'E', required_argument, take_variable },
    { NULL, 'w', required_argument, take_directory },
    { 0 },
};
