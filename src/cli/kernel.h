/* SPDX-License-Identifier: GPL-2.0-or-later */
/* kernel.h - the value of --kernel: VERSION, or osrelease:NAME. */
#ifndef LXRUN_CLI_KERNEL_H
#define LXRUN_CLI_KERNEL_H

#include "abi/config.h"

/* 0, or the status to exit with: the reason has been said. */
int kernel_parse(struct lx_config *config, const char *value);

#endif
