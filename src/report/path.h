/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * path.h - names of files, made absolute.
 *
 * World   lxrun.
 */
#ifndef LXRUN_REPORT_PATH_H
#define LXRUN_REPORT_PATH_H

#include <stdbool.h>
#include <stddef.h>

/* Whether the file of that name is a symbolic link, behind which `..` is not the
 * directory before it. */
typedef bool path_link_function(const char *path);

/*
 * `name` as a program in the directory `base` (NULL: unknown), whose root is `root`
 * ("" as a rule), means it: without `.`, empty components and, unless is_link (which
 * may be NULL) says otherwise, `..`.  To be freed.
 */
char *path_resolve(const char *root, const char *base, const char *name, size_t length,
                   path_link_function *is_link);

/* Asks the file system. */
path_link_function path_is_link;

/* The last component. */
const char *path_leaf(const char *path);

#endif
