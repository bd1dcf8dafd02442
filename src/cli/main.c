/* SPDX-License-Identifier: GPL-2.0-or-later */
/* main.c - lxrun [options] [--] PROGRAM [ARGS…] */
#include "cli/environment.h"
#include "cli/help.h"
#include "cli/options.h"
#include "supervisor/run.h"

int main(int argc, char **argv)
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
    if (status != 0)
        return status;
    return run_guest(&options.run);
}
