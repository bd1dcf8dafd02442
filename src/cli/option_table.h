/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * option_table.h - the options of a command, as rows of a table for each subject.
 *
 * A row is everything about an option but its texts, which are in help.c, in
 * docs/lxrun.1 and in completions/.
 */
#ifndef LXRUN_CLI_OPTION_TABLE_H
#define LXRUN_CLI_OPTION_TABLE_H

#include "cli/options.h"

struct option_row {
    const char *name; /* without the dashes; NULL: has a letter only */
    char letter;      /* or 0 */
    int argument;     /* no_argument, required_argument: getopt_long(3) */
    /* `value` is the argument, which the row may keep, or NULL.  0, or the status
     * to exit with: the reason has been said. */
    int (*take)(struct options *options, char *value);
};

/* A table ends with a row that has no `take`. */
extern const struct option_row containment_options[];
/* Of a run that is traced beside what else is wanted of it… */
extern const struct option_row run_trace_options[];
/* …and of `lxrun trace`, which has strace's letters. */
extern const struct option_row trace_options[];
extern const struct option_row text_options[];
extern const struct option_row general_options[];
extern const struct option_row account_options[];
extern const struct option_row limit_options[];

/* What follows for the recording from how it is to be told. */
void text_options_settle(struct trace_options *trace);
extern const struct option_row mount_options[];

/* The word behind the option that is being taken, which belongs to it, too; NULL if
 * there is none. */
const char *option_next_word(void);

/* Take the options in front of the first word that is none, by the rows of the
 * tables (NULL at the end).  optind is the index of that word then; *is_marked
 * tells whether `--` stands before it.  Ends early where the action has become
 * another one than ACTION_RUN. */
int option_tables_apply(const struct option_row *const tables[], struct options *options,
                        int argc, char **argv, bool *is_marked);

#endif
