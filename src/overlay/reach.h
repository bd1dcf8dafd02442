/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * reach.h - files below a directory, reached so that no link, mount or `..` leads out.
 *
 * What a guest has left is looked at, and what it wants is written, with these only.
 *
 * Result  a descriptor or 0, or a negated errno: -ELOOP where a link is in the way,
 *         -EXDEV where a mount is.
 */
#ifndef LXRUN_OVERLAY_REACH_H
#define LXRUN_OVERLAY_REACH_H

#include <sys/stat.h>

/* `path` "" is the root itself.  Flags of open(2); the last component is no link, either,
 * but with O_PATH. */
int reach_open(int root, const char *path, int flags);

/* The directory that `path` lies in (O_PATH), and the name there. */
int reach_parent(int root, const char *path, const char **name);

/* lstat(2). */
long reach_stat(int root, const char *path, struct stat *status);

/* The same as reach_open() for reading, of regular files of one's own with any mode. */
int reach_read(int root, const char *path);

/* A path of the file behind a descriptor, for calls that take no descriptors. */
#define REACH_NAME_SIZE 32
const char *reach_name(char name[REACH_NAME_SIZE], int fd);

#endif
