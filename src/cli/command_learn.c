/* SPDX-License-Identifier: GPL-2.0-or-later */
/* command_learn.c - lxrun learn [-o FILE [--merge]] [--baseline FILE] [options] [--] PROGRAM [ARGS…] */
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
#include "learn/learn.h"
#include "supervisor/run.h"
#include "supervisor/say.h"

static struct learn_options learn;

static int take_file(struct options *options, char *file)
{
    (void)options;
    learn.file = file;
    return 0;
}

static int take_merge(struct options *options, char *value)
{
    (void)options;
    (void)value;
    learn.merges = true;
    return 0;
}

static int take_baseline(struct options *options, char *file)
{
    (void)options;
    learn.baseline = file;
    return 0;
}

static int take_format(struct options *options, char *name)
{
    static const char *const names[] = {
        [LEARN_PROFILE] = "profile",
        [LEARN_PLEDGE] = "pledge",
        [LEARN_OCI] = "oci",
    };

    (void)options;
    for (size_t i = LEARN_PROFILE; i <= LEARN_OCI; i++)
        if (strcmp(name, names[i]) == 0) {
            learn.form = (enum learn_form)i;
            return 0;
        }
    say("--format=%s: there are profile, pledge and oci", name);
    return STATUS_LXRUN_FAILED;
}

static const struct option_row learn_options[] = {
    { "output", 'o', required_argument, take_file },
    { "merge", 0, no_argument, take_merge },
    { "baseline", 0, required_argument, take_baseline },
    { "format", 0, required_argument, take_format },
    { 0 },
};

/* A guest that did what it should not have done has not succeeded, whatever it says. */
static int run(struct options *options)
{
    int status = run_guest(&options->run);

    if (learn.news > 0)
        say("learn: --baseline: %s does not allow %u of the things that the run did",
            learn.baseline, learn.news);
    return learn.news > 0 || learn.has_failed ? STATUS_LXRUN_FAILED : status;
}

int command_learn(int argc, char **argv)
{
    static const struct option_row *const tables[] = {
        learn_options,   general_options, containment_options, mount_options,
        account_options, limit_options,   NULL,
    };
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
    options.run.trace.learn = &learn;
    learn.program = options.run.argv;
    status = learn_prepare(&learn);
    if (status == 0)
        status = environment_apply(&options);
    return status != 0 ? status : run(&options);
}
