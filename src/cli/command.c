/* SPDX-License-Identifier: GPL-2.0-or-later */
/* command.c - the table of commands. */
#include "cli/command.h"

#include <stddef.h>
#include <string.h>

#include "supervisor/say.h"

static int command_is_missing(int argc, char **argv)
{
    (void)argc;
    say("%s: this command is not in this version; to run a program of that name: "
        "lxrun -- %s",
        argv[0], argv[0]);
    return STATUS_LXRUN_FAILED;
}

static const struct {
    const char *name;
    command_function *function;
} commands[] = {
    { "commit", command_is_missing },  { "diff", command_is_missing },
    { "discard", command_is_missing }, { "doctor", command_doctor },
    { "learn", command_learn },   { "report", command_report },
    { "trace", command_trace },
};

#define COMMAND_COUNT (sizeof(commands) / sizeof(commands[0]))

command_function *command_find(const char *word)
{
    for (size_t i = 0; word != NULL && i < COMMAND_COUNT; i++)
        if (strcmp(word, commands[i].name) == 0)
            return commands[i].function;
    return command_run;
}

bool command_is_name(const char *word)
{
    return command_find(word) != command_run;
}
