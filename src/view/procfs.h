/* SPDX-License-Identifier: GPL-2.0-or-later */
/* procfs.h - is this open file one of /proc's? */
#ifndef LXRUN_VIEW_PROCFS_H
#define LXRUN_VIEW_PROCFS_H

#include "core/types.h"

/* fstatfs(2) says so, wherever procfs is mounted and whatever path led there. */
bool procfs_holds(hostfd_t fd);

#endif
