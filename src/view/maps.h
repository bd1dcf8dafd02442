/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * maps.h - /proc/PID/{maps,smaps,numa_maps} without lxcore.
 *
 * World   lxcore.  Every process of a run has lxcore at the same span, so the
 *         files of all of them are treated alike.
 * Limits  a picture of the moment of the open; reading it again from the start
 *         shows the same.
 */
#ifndef LXRUN_VIEW_MAPS_H
#define LXRUN_VIEW_MAPS_H

#include "core/types.h"

/* Is this the last component of a path that lists mappings? */
bool maps_is_name(const char *name);
/* Replace what `fd` refers to by the guest's view of it, if it is such a file
 * of procfs; the descriptor's number and its close-on-exec flag stay. */
long maps_filter(hostfd_t fd, bool is_close_on_exec);

/* Called for each line of a file, its newline included; anything but 0 ends
 * the reading and becomes its result. */
typedef long maps_line_t(void *context, const char *line, size_t size);
long maps_each_line(hostfd_t fd, maps_line_t *give, void *context);

/* Does a line of such a file begin a mapping, and at which address? */
bool maps_line_is_header(const char *line, size_t size, uint64_t *address);

#endif
