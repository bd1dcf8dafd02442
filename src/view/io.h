/* SPDX-License-Identifier: GPL-2.0-or-later */
/* io.h - /proc/PID/io and that of a thread, without what lxcore has read and written.
 * World: lxcore. */
#ifndef LXRUN_VIEW_IO_H
#define LXRUN_VIEW_IO_H

#include "core/types.h"

bool io_is_name(const char *name);
/* `from` is the file at `path`, of thread `tid` of process `pid`. */
long io_copy(hostfd_t from, hostfd_t to, const char *path, int pid, int tid);

#endif
