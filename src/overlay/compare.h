/* SPDX-License-Identifier: GPL-2.0-or-later */
/* compare.h - one file of a layer and one of the host's. */
#ifndef LXRUN_OVERLAY_COMPARE_H
#define LXRUN_OVERLAY_COMPARE_H

#include <sys/stat.h>

/* WHAT_… differs.  The files are of the same sort: directories, or neither is one. */
unsigned compare_files(int upper_root, const struct stat *upper, int lower_root,
                       const struct stat *lower, const char *path);

#endif
