/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * picture.h - files of /proc that would show lxcore, and what the guest has
 * instead: a memfd with what they say of the guest.
 *
 *     maps smaps numa_maps   mappings, without lxcore's            (maps.c)
 *     smaps_rollup           sums, without lxcore's mappings       (rollup.c)
 *     status stat statm      signals, seccomp and sizes            (status.c)
 *     io                     without lxcore's own reads and writes (io.c)
 *     version osrelease      the release that --kernel names       (release.c)
 *
 * World   lxcore.
 * Limits  a picture shows the moment of the open, or of the last time that it
 *         was read from the start by the process that has opened it.
 */
#ifndef LXRUN_VIEW_PICTURE_H
#define LXRUN_VIEW_PICTURE_H

#include "core/types.h"

#define PICTURE_LINK_SIZE 256

/* Is this the last component of a path to such a file? */
bool picture_is_name(const char *name);
/* Replace what `fd` refers to, if it is such a file of procfs; the descriptor's
 * number and its close-on-exec flag stay. */
long picture_replace(hostfd_t fd, bool is_close_on_exec);

/* Has this process replaced any?  Asked before the next two. */
bool picture_has_any(void);
/* `fd` is about to be read from the start: if it is a picture, make it anew. */
void picture_refresh(hostfd_t fd);
/* If `link` leads to a picture, turn it into the path that has been replaced. */
bool picture_name_origin(char link[PICTURE_LINK_SIZE], size_t *size);

#endif
