/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * status.h - /proc/PID/status, stat and statm of a guest, with what the guest has
 * set instead of what lxcore has told the host.
 *
 *     signals   blocked, ignored and caught ones; held ones are pending
 *     seccomp   lxcore's own filter is not counted
 *     sizes     without lxcore's memory
 *
 * World   lxcore.
 * Limits  VmPeak and VmHWM are without as much as lxcore has now; VmPTE and VmLck
 *         are the host's.
 */
#ifndef LXRUN_VIEW_STATUS_H
#define LXRUN_VIEW_STATUS_H

#include "core/types.h"

bool status_is_name(const char *name);
/* `from` is the file at `path`, of thread `tid` of process `pid`. */
long status_copy(hostfd_t from, hostfd_t to, const char *path, int pid, int tid);

#endif
