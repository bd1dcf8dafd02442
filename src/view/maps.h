/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * maps.h - /proc/PID/{maps,smaps,numa_maps} without lxcore.
 *
 * World   lxcore.  Every process of a run has lxcore at the same span, so the
 *         files of all of them are treated alike.
 */
#ifndef LXRUN_VIEW_MAPS_H
#define LXRUN_VIEW_MAPS_H

#include "core/types.h"

/* The line of maps and smaps that begins a mapping. */
struct maps_header {
    uint64_t start, end;
    bool is_readable, is_writable, is_executable, is_private;
};
bool maps_parse_header(const char *line, size_t size, struct maps_header *header);

/* Does a line of any of the three begin a mapping, and at which address? */
bool maps_line_is_header(const char *line, size_t size, uint64_t *address);

bool maps_is_name(const char *name);
/* `from` is the file of process `pid`. */
long maps_copy(hostfd_t from, hostfd_t to, int pid);

#endif
