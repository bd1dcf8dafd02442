/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * command.h - the first word of the command line, if it is not a program's.
 *
 * `lxrun WORD …` is a command of lxrun's; a program of such a name is run by
 * `lxrun -- WORD`.
 */
#ifndef LXRUN_CLI_COMMAND_H
#define LXRUN_CLI_COMMAND_H

#include <stdbool.h>

/* A command gets its own name as argv[0].  Returns the status to exit with. */
typedef int command_function(int argc, char **argv);

/* lxrun [options] [--] PROGRAM [ARGS…] */
command_function command_run;
/* lxrun learn -o FILE [--merge] [options] [--] PROGRAM [ARGS…] */
command_function command_learn;
/* lxrun doctor [--json] */
command_function command_doctor;
/* lxrun report [options] FILE */
command_function command_report;

/* lxrun trace [options of strace] PROGRAM [ARGS…] */
command_function command_trace;

/* lxrun diff|commit|discard [options] [LAYER] */
command_function command_diff;
command_function command_commit;
command_function command_discard;

bool command_is_name(const char *word);
/* command_run if `word` (or NULL) names none. */
command_function *command_find(const char *word);

#endif
