/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * status.h - /proc/PID/status and stat of a guest, with what the guest has set
 * instead of what lxcore has told the host.
 *
 *     signals   blocked, ignored and caught ones; held ones are pending
 *     seccomp   lxcore's own filter is not counted
 *
 * World   lxcore.
 */
#ifndef LXRUN_VIEW_STATUS_H
#define LXRUN_VIEW_STATUS_H

#include "core/types.h"

bool status_is_name(const char *name);
/* Is `path` such a file of a process or thread that runs lxcore? */
bool status_is_guests(const char *path);
long status_copy(hostfd_t from, hostfd_t to, const char *path);

#endif
