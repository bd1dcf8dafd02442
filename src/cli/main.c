/* SPDX-License-Identifier: GPL-2.0-or-later */
/* main.c - lxrun [COMMAND] [options] [--] PROGRAM [ARGS…] */
#include <stddef.h>

#include "cli/command.h"

int main(int argc, char **argv)
{
    command_function *command = command_find(argc > 1 ? argv[1] : NULL);

    if (command != command_run)
        return command(argc - 1, argv + 1);
    return command_run(argc, argv);
}
