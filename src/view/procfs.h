/* SPDX-License-Identifier: GPL-2.0-or-later */
/* procfs.h - is this open file one of /proc's, and which? */
#ifndef LXRUN_VIEW_PROCFS_H
#define LXRUN_VIEW_PROCFS_H

#include "core/types.h"

/* fstatfs(2) says so, wherever procfs is mounted and whatever path led there. */
bool procfs_holds(hostfd_t fd);
/* /proc/PID/mem of any process: in those of the run lxcore is at the same place. */
bool procfs_is_memory(hostfd_t fd);
/* Where the descriptor leads, with a NUL: its size, or 0 if it cannot be told. */
size_t procfs_path_of(hostfd_t fd, char *path, size_t size);
/* Of whom does .../PID/NAME or .../PID/task/TID/NAME tell? */
bool procfs_process_of(const char *path, int *pid, int *tid);
/* Does the path end in fd/N or fdinfo/N, N being one of lxcore's own? */
bool procfs_names_own_fd(const char *path, size_t size);
bool procfs_ends_with(const char *path, size_t size, const char *end);

#endif
