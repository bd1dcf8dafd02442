/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * hierarchy.h - where this process stands in the control groups, cgroups(7).
 *
 * Version 2 has one tree for all controllers; with version 1 each has a tree of its own.
 * A host may have both, with some controllers in either.
 */
#ifndef LXRUN_CGROUP_HIERARCHY_H
#define LXRUN_CGROUP_HIERARCHY_H

#include <limits.h>
#include <stdbool.h>

struct hierarchy {
    bool is_unified;      /* version 2 */
    char mount[PATH_MAX]; /* its root, as far as it can be seen */
    char own[PATH_MAX];   /* the directory of this process's group */
};

/* The tree that has `controller`.  0; -ENOENT where there is none, or a negated errno. */
long hierarchy_find(const char *controller, struct hierarchy *hierarchy);

/* Is the word in the file of a group's that lists words?  A negated errno. */
long group_lists(const char *directory, const char *file, const char *word);

/* The group above, in place; false at the root. */
bool hierarchy_climb(struct hierarchy *hierarchy);

#endif
