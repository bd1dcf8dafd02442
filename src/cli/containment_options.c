/* SPDX-License-Identifier: GPL-2.0-or-later */
/* containment_options.c - how the program is contained, but for mounts and limits. */
#include <getopt.h>

#include "cli/option_table.h"

static int take_strict(struct options *options, char *value)
{
    (void)value;
    options->run.policy.is_best_effort = false;
    return 0;
}

static int take_best_effort(struct options *options, char *value)
{
    (void)value;
    options->run.policy.is_best_effort = true;
    return 0;
}

const struct option_row containment_options[] = {
    { "strict", 0, no_argument, take_strict },
    { "best-effort", 0, no_argument, take_best_effort },
    { 0 },
};
