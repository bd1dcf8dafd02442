/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * copy.h - a file of a layer, made anew beside the host's.
 *
 * Result  0, or a negated errno.
 */
#ifndef LXRUN_OVERLAY_COPY_H
#define LXRUN_OVERLAY_COPY_H

#include <sys/stat.h>

/* A file, link, fifo or socket `name` in `directory`, with all that it has in the layer,
 * and safely on the disk. */
long copy_make(int upper_root, const char *path, const struct stat *upper, int directory,
               const char *name);

/* Owner, mode, attributes and, but for directories, times of the file behind `file`
 * (O_PATH), which is no link. */
long copy_attributes(int upper_root, const char *path, const struct stat *upper, int file);

#endif
