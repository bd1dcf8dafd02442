/* SPDX-License-Identifier: GPL-2.0-or-later */
/* rollup.h - /proc/PID/smaps_rollup without lxcore's mappings.  World: lxcore. */
#ifndef LXRUN_VIEW_ROLLUP_H
#define LXRUN_VIEW_ROLLUP_H

#include "core/types.h"

bool rollup_is_name(const char *name);
/* `from` is the file at `path`, of process `pid`. */
long rollup_copy(hostfd_t from, hostfd_t to, const char *path, int pid);

#endif
