/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * place.h - the file that a target names in the guest's root.
 *
 * Result  a descriptor (O_PATH), or a negated errno.
 */
#ifndef LXRUN_CONTAIN_PLACE_H
#define LXRUN_CONTAIN_PLACE_H

#include <stdbool.h>

struct build;

/* The file at `path`, which must be there. */
int place_find(const struct build *build, const char *path);

/* The same; where it is missing it is made, a directory or an empty file, with the
 * directories above it.  Nothing is ever made in the host's own directories: such a
 * one is first covered with a copy of it that holds the same files. */
int place_make(struct build *build, const char *path, bool is_directory);

/* The directory that is to hold `path`, made if missing and fit to make files in;
 * *name is the last component. */
int place_make_parent(struct build *build, const char *path, const char **name);

#endif
