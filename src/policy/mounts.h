/* SPDX-License-Identifier: GPL-2.0-or-later */
/* mounts.h - what is mounted for the run, in order, on top of the host's files. */
#ifndef LXRUN_POLICY_MOUNTS_H
#define LXRUN_POLICY_MOUNTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum policy_mount_kind {
    MOUNT_BIND,
    MOUNT_DEV_BIND,
    MOUNT_TMPFS,
    MOUNT_PROC,
    MOUNT_DEV,
    MOUNT_SYMLINK,
    MOUNT_DIR,
};

struct policy_mount {
    enum policy_mount_kind kind;
    const char *source; /* bind: the host's path; symlink: what it says; else NULL */
    const char *target; /* absolute, in the run's tree */
    bool is_read_only;
    bool is_optional; /* the -try forms: a source that is missing is no error */
    const char *origin;
};

struct policy_mounts {
    bool is_private;   /* namespaces are wished for: mount, pid, ipc, uts, cgroup */
    bool is_needed;    /* …and by an option that has no meaning without them */
    const char *root;  /* --rootfs, or NULL: the host's */
    bool is_read_only; /* --read-only */
    bool has_overlay;          /* --overlay: what is written is written into a layer */
    const char *overlay_place; /* …there, or NULL */
    uint64_t spaces;          /* CLONE_NEW… of --unshare-…: wished for by name */
    struct policy_mount *items;
    size_t count;
};

/* 0 or -ENOMEM. */
long policy_mounts_add(struct policy_mounts *mounts, const struct policy_mount *mount);

#endif
