/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * mounts.h - the guest's view of files, as a list of what to mount in which order.
 *
 * Sources are paths of the host, as they are when the run starts; targets are paths
 * in the guest's root and can never lead out of it.  A later row covers an earlier
 * one.
 */
#ifndef LXRUN_CONTAIN_MOUNTS_H
#define LXRUN_CONTAIN_MOUNTS_H

#include <stdbool.h>
#include <stddef.h>

enum row_kind {
    ROW_BIND,    /* source, with all that is mounted below it */
    ROW_TMPFS,   /* an empty directory, gone with the run */
    ROW_PROC,    /* /proc of the guest's own processes */
    ROW_DEV,     /* a few harmless devices */
    ROW_DIR,     /* make a directory */
    ROW_SYMLINK, /* make a symbolic link with the text `source` */
    ROW_HIDE,    /* cover, so that it can neither be read nor changed */
};

struct overlay;

struct mount_row {
    enum row_kind kind;
    const char *source; /* or NULL */
    const char *target;
    const char *option; /* as the user wrote it, for messages */
    bool read_only;
    bool devices;  /* device files work */
    struct overlay *overlay; /* what is written goes to a layer; or NULL */
    bool may_miss; /* nothing is done where source (or target, to hide) is missing */
};

enum root_base {
    ROOT_HOST,  /* the host's root, changed by the rows */
    ROOT_EMPTY, /* nothing but what the rows put there */
};

struct mounts {
    enum root_base base;
    bool read_only; /* all of the base; of an empty one when it is complete */
    struct mount_row *rows;
    size_t count;
};

/* Append a row.  False if there is no memory. */
bool mounts_add(struct mounts *mounts, const struct mount_row *row);
bool mounts_are_wanted(const struct mounts *mounts);

#endif
