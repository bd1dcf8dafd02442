/* SPDX-License-Identifier: GPL-2.0-or-later */
/* command.c - the table of commands. */
#include "cli/command.h"

#include <stddef.h>
#include <string.h>

static const struct {
    const char *name;
    command_function *function;
} commands[] = {
    { "commit", command_commit },   { "diff", command_diff },
    { "discard", command_discard }, { "doctor", command_doctor },
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
