/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * build.h - the guest's root, while it is put together in a new mount namespace.
 *
 * Everything is reached from `root`: a target is looked up as if that were the root
 * directory, and what is mounted is mounted on the very file that was found.  What
 * is attached nowhere yet (detached mounts) is in nobody's view.
 *
 * Result  0, or the status to exit with: the reason has been said.
 */
#ifndef LXRUN_CONTAIN_BUILD_H
#define LXRUN_CONTAIN_BUILD_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "contain/mounts.h"

struct contain;

/* File systems of the run's own, in which files may be made. */
#define BUILD_OWN_MOST 64

struct build {
    const struct contain *contain;
    int root;           /* the guest's root directory */
    int host_dev;       /* the host's /dev */
    bool replaces_root; /* it is not the one that lxrun has */
    int proc_place;     /* where /proc is to be mounted, or -1 */
    const struct mount_row *proc_row;
    int cover; /* a detached tmpfs to cover with, or -1 */
    dev_t own[BUILD_OWN_MOST];
    size_t own_count;
    int sealed[BUILD_OWN_MOST]; /* mounts to be made read-only when all is there */
    size_t sealed_count;
};

/* Mount everything but /proc.  The calling process alone is in the namespace. */
int build_root(struct build *build, const struct contain *contain);

/* In a process of the new pid namespace, if there is one: mount /proc, close what is
 * complete, and enter the root. */
int build_enter(struct build *build);

#endif
