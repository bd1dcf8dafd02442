/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * help.h - what lxrun says about itself, on standard output.
 *
 * Result  the status to exit with.
 */
#ifndef LXRUN_CLI_HELP_H
#define LXRUN_CLI_HELP_H

int help_show(void);
int help_show_trace(void);
int help_show_version(void);

#endif
