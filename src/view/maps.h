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

/* Does a line of such a file begin a mapping, and at which address? */
bool maps_line_is_header(const char *line, size_t size, uint64_t *address);

long maps_copy(hostfd_t from, hostfd_t to);

#endif
