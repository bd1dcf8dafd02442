/* SPDX-License-Identifier: GPL-2.0-or-later */
/* options.c - getopt_long(3), and sentences for what is wrong. */
#include "cli/options.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "cli/kernel.h"
#include "supervisor/say.h"

#define ARRAY_COUNT(a) (sizeof(a) / sizeof((a)[0]))

enum long_option {
    OPTION_HELP = 256,
    OPTION_VERSION,
    OPTION_PROFILE,
    OPTION_EXIT,
    OPTION_KERNEL,
    OPTION_VERBOSE,
    OPTION_CLEARENV,
    OPTION_ARGV0,
    OPTION_NO_REWRITE,
    OPTION_STATS,
};

static const struct option long_options[] = {
    { "help", no_argument, NULL, OPTION_HELP },
    { "version", no_argument, NULL, OPTION_VERSION },
    { "profile", required_argument, NULL, OPTION_PROFILE },
    { "exit", required_argument, NULL, OPTION_EXIT },
    { "verbose", no_argument, NULL, OPTION_VERBOSE },
    { "kernel", required_argument, NULL, OPTION_KERNEL },
    { "clearenv", no_argument, NULL, OPTION_CLEARENV },
    { "argv0", required_argument, NULL, OPTION_ARGV0 },
    { "no-rewrite", no_argument, NULL, OPTION_NO_REWRITE },
    { "stats", no_argument, NULL, OPTION_STATS },
    { NULL, 0, NULL, 0 },
};

/* Words that will be commands of lxrun. */
static const char *const commands[] = {
    "commit", "diff", "discard", "doctor", "learn", "report", "trace",
};

static int set_profile(struct options *options, const char *name)
{
    if (profile_find(name, &options->run.profile))
        return 0;
    say("--profile=%s: this version offers only --profile=none, which is interposition "
        "without containment", name);
    return STATUS_LXRUN_FAILED;
}

static int set_exit(struct options *options, const char *how)
{
    options->run.exit_by_signal = strcmp(how, "signal") == 0;
    if (options->run.exit_by_signal || strcmp(how, "status") == 0)
        return 0;
    say("--exit=%s: is neither `status` (128+n when signal n ended the program) nor "
        "`signal` (end by the same signal)", how);
    return STATUS_LXRUN_FAILED;
}

static int add_variable(struct options *options, char *assignment)
{
    if (assignment[0] == '\0' || assignment[0] == '=') {
        say("-E '%s': has no name; give NAME=VALUE to set a variable or NAME to unset it",
            assignment);
        return STATUS_LXRUN_FAILED;
    }
    options->variables[options->variable_count++] = assignment;
    return 0;
}

/* getopt_long() names a short option, which may be one of several in `word`,
 * by its letter. */
static int refuse(int why, const char *word)
{
    char letter[3] = { '-', (char)optopt, '\0' };

    if (optopt > 0 && optopt < OPTION_HELP)
        word = letter;
    if (why == ':')
        say("option %s needs a value (see lxrun --help)", word);
    else
        say("option %s is unknown, ambiguous or takes no value (see lxrun --help)", word);
    return STATUS_LXRUN_FAILED;
}

static int take(struct options *options, int option, const char *word)
{
    switch (option) {
    case OPTION_HELP:
        options->action = ACTION_HELP;
        return 0;
    case OPTION_VERSION:
        options->action = ACTION_VERSION;
        return 0;
    case OPTION_PROFILE:
        return set_profile(options, optarg);
    case OPTION_EXIT:
        return set_exit(options, optarg);
    case OPTION_KERNEL:
        return kernel_parse(&options->run.config, optarg);
    case OPTION_VERBOSE:
        options->run.verbose = true;
        return 0;
    case OPTION_CLEARENV:
        options->clear_environment = true;
        return 0;
    case OPTION_ARGV0:
        options->argv0 = optarg;
        return 0;
    case OPTION_NO_REWRITE:
        options->run.no_rewrite = true;
        return 0;
    case OPTION_STATS:
        options->run.stats = true;
        return 0;
    case 'E':
        return add_variable(options, optarg);
    case 'w':
        options->directory = optarg;
        return 0;
    default:
        return refuse(option, word);
    }
}

static bool is_command(const char *word)
{
    for (size_t i = 0; i < ARRAY_COUNT(commands); i++)
        if (strcmp(word, commands[i]) == 0)
            return true;
    return false;
}

static int take_program(struct options *options, char **words, bool is_marked)
{
    if (words[0] == NULL) {
        say("no program to run (see lxrun --help)");
        return STATUS_LXRUN_FAILED;
    }
    if (!is_marked && is_command(words[0])) {
        say("%s: this command is not in this version; to run a program of that name: "
            "lxrun -- %s", words[0], words[0]);
        return STATUS_LXRUN_FAILED;
    }
    options->run.program = words[0];
    options->run.argv = words;
    if (options->argv0 != NULL)
        words[0] = options->argv0;
    return 0;
}

/* Does `--`, and not an option's value of that form, stand before the program? */
static bool program_is_marked(char **argv, const char *last_value)
{
    const char *before = argv[optind - 1];

    return optind > 1 && strcmp(before, "--") == 0 && before != last_value;
}

int options_parse(struct options *options, int argc, char **argv)
{
    const char *last_value = NULL;
    int option, status = 0;

    *options = (struct options){ .run = { .profile = PROFILE_NONE } };
    options->variables = calloc((size_t)argc + 1, sizeof(*options->variables));
    if (options->variables == NULL) {
        say("out of memory");
        return STATUS_LXRUN_FAILED;
    }
    while ((option = getopt_long(argc, argv, "+:E:w:", long_options, NULL)) != -1) {
        last_value = optarg;
        status = take(options, option, argv[optind - 1]);
        if (status != 0 || options->action != ACTION_RUN)
            return status;
    }
    return take_program(options, argv + optind, program_is_marked(argv, last_value));
}
