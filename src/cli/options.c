/* SPDX-License-Identifier: GPL-2.0-or-later */
/* options.c - lxrun [options] [--] PROGRAM [ARGS…] */
#include "cli/options.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "cli/command.h"
#include "cli/option_table.h"
#include "supervisor/say.h"

static int take_program(struct options *options, char **words, bool is_marked)
{
    if (words[0] == NULL) {
        say("no program to run (see lxrun --help)");
        return STATUS_LXRUN_FAILED;
    }
    if (!is_marked && command_is_name(words[0])) {
        say("%s: is a command of lxrun's and stands before all options; to run a program "
            "of that name: lxrun -- %s",
            words[0], words[0]);
        return STATUS_LXRUN_FAILED;
    }
    options->run.program = words[0];
    options->run.argv = words;
    if (options->argv0 != NULL)
        words[0] = options->argv0;
    return 0;
}

int options_begin(struct options *options, int argc)
{
    /* A command that is about what a program does leaves it alone, unless it is told. */
    *options = (struct options){ .run = { .policy = { .profile = PROFILE_NONE } } };
    options->run.status_fd = -1;
    options->run.policy.limits.kill_after_ns = 5 * UINT64_C(1000000000);
    options->run.trace.all_calls = true;
    options->run.trace.string_limit = TRACE_STRING_LIMIT;
    text_options_begin(&options->run.trace.text);
    options->variables = calloc((size_t)argc + 1, sizeof(*options->variables));
    if (options->variables != NULL)
        return 0;
    say("out of memory");
    return STATUS_LXRUN_FAILED;
}

int options_parse_with(const struct option_row *const tables[], struct options *options,
                       int argc, char **argv)
{
    bool is_marked = false;
    int status = option_tables_apply(tables, options, argc, argv, &is_marked);

    if (status != 0 || options->action != ACTION_RUN)
        return status;
    text_options_settle(&options->run.trace);
    return take_program(options, argv + optind, is_marked);
}

int options_parse(struct options *options, int argc, char **argv)
{
    static const struct option_row *const tables[] = { general_options, containment_options,
                                                       mount_options, run_trace_options,
                                                       account_options, limit_options,
                                                       NULL };
    int status = options_begin(options, argc);

    options->run.policy.profile = PROFILE_DEFAULT;
    return status != 0 ? status : options_parse_with(tables, options, argc, argv);
}
