/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * release.h - the kernel's release as --kernel names it, wherever it is told.
 *
 * World   lxcore.
 * Limits  the vDSO's ELF note has the host's version.
 */
#ifndef LXRUN_VIEW_RELEASE_H
#define LXRUN_VIEW_RELEASE_H

#include "core/config.h"
#include "core/types.h"

static inline bool release_is_given(void)
{
    return lx_config.release[0] != '\0';
}

void release_get(char release[CONFIG_RELEASE_SIZE]);

/* Is this the last component of a path that may tell the release? */
bool release_is_name(const char *name);
/* Is `path` /proc/version or /proc/sys/kernel/osrelease? */
bool release_is_told_by(const char *path);
long release_copy(hostfd_t from, hostfd_t to);

#endif
