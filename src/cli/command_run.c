/* SPDX-License-Identifier: GPL-2.0-or-later */
/* command_run.c - run a program: what lxrun does without a command's name. */
#include "cli/command.h"
#include "cli/environment.h"
#include "cli/help.h"
#include "cli/options.h"
#include "supervisor/run.h"

int command_run(int argc, char **argv)
{
    struct options options;
    int status = options_parse(&options, argc, argv);

    if (status != 0)
        return status;
    if (options.action == ACTION_HELP)
        return help_show();
    if (options.action == ACTION_VERSION)
        return help_show_version();
    status = environment_apply(&options);
    return status != 0 ? status : run_guest(&options.run);
}
