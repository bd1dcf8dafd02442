/* SPDX-License-Identifier: GPL-2.0-or-later */
/* command_trace.c - lxrun trace: a run that is told call by call, as strace does. */
#include "cli/command.h"
#include "cli/environment.h"
#include "cli/help.h"
#include "cli/option_table.h"
#include "cli/options.h"
#include "supervisor/run.h"

int command_trace(int argc, char **argv)
{
    /* Of two rows with one letter the first counts. */
    static const struct option_row *const tables[] = {
        trace_options,   text_options,  general_options, containment_options,
        account_options, mount_options, limit_options,   NULL,
    };
    static struct options options;
    int status = options_begin(&options, argc);

    options.run.trace.is_on = true;
    if (status == 0)
        status = options_parse_with(tables, &options, argc, argv);
    if (status != 0)
        return status;
    if (options.action == ACTION_HELP)
        return help_show_trace();
    if (options.action == ACTION_VERSION)
        return help_show_version();
    status = environment_apply(&options);
    return status != 0 ? status : run_guest(&options.run);
}
