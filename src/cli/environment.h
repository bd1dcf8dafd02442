/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * environment.h - the variables and the directory that the guest starts with.
 */
#ifndef LXRUN_CLI_ENVIRONMENT_H
#define LXRUN_CLI_ENVIRONMENT_H

#include "cli/options.h"

/* Change lxrun's own, which the guest inherits.  0, or the status to exit
 * with: the reason has been said. */
int environment_apply(const struct options *options);

#endif
