/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * tree.h - mounts that are attached nowhere yet, and so in nobody's view.
 *
 * Result  a descriptor of the mount, or 0; a negated errno on failure.
 */
#ifndef LXRUN_CONTAIN_TREE_H
#define LXRUN_CONTAIN_TREE_H

#include <stdbool.h>
#include <stdint.h>

struct build;

/* A new, empty file system of the run's own. */
int tree_tmpfs(struct build *build, unsigned mode);

/* Does the file lie in one of those? */
bool tree_is_own(const struct build *build, int fd);

/* What is at `path` of the host, with all that is mounted below it. */
int tree_clone(const char *path);

/* Set MOUNT_ATTR_… and a propagation (0: as it is); AT_RECURSIVE or 0. */
long tree_set_attributes(int fd, uint64_t attributes, uint64_t propagation, int recursive);

bool tree_is_directory(int fd);

#endif
