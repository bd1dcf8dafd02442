/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * options.h - the command line, taken apart.
 *
 * The first word that is not an option ends the options: all that follows
 * belongs to the program.
 */
#ifndef LXRUN_CLI_OPTIONS_H
#define LXRUN_CLI_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "supervisor/run.h"

enum action {
    ACTION_RUN,
    ACTION_HELP,
    ACTION_VERSION,
};

struct options {
    enum action action;
    struct run run;
    char *argv0;           /* --argv0, or NULL */
    bool clear_environment;
    char **variables; /* -E, in order: NAME=VALUE, or NAME to unset it */
    size_t variable_count;
};

struct option_row;

/* 0, or the status to exit with: the reason has been said. */
int options_parse(struct options *options, int argc, char **argv);

/* The two halves of it, for a command that runs a program and has options of its
 * own: the defaults, and the command line by these tables (option_table.h). */
int options_begin(struct options *options, int argc);
int options_parse_with(const struct option_row *const tables[], struct options *options,
                       int argc, char **argv);

#endif
