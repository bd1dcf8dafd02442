/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * plan.h - what is to be mounted so that one directory, with all that is mounted below
 * it, is written into a layer.
 *
 * Each file system gets an overlay of its own.  The kernel's file systems (/proc, /sys,
 * /dev) stay as they are, and what is not a directory is there to be read.
 *
 * In a user namespace nobody may look below a mount that somebody else has made, and so
 * a directory that has one below it cannot be an overlay.  A frame takes its place: a
 * directory in memory, read-only, that holds an overlay for each of its directories.
 */
#ifndef LXRUN_OVERLAY_PLAN_H
#define LXRUN_OVERLAY_PLAN_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct layer;

enum plan_kind {
    PLAN_OVERLAY,   /* part `part` of the layer, over `source` */
    PLAN_KEEP,      /* `source` as it is, with all that is mounted below */
    PLAN_READ_ONLY, /* the same, to be read */
    PLAN_FRAME,     /* an empty directory of mode `mode` */
    PLAN_LINK,      /* a symbolic link in a frame, with `text` */
};

struct plan_item {
    enum plan_kind kind;
    bool is_framed;    /* its place is to be made… */
    size_t frame;      /* …in the frame that is this item */
    bool is_directory;
    char *source;      /* the host's path */
    const char *below; /* its place, from the first item's on: "" or "home/x" */
    long part;
    mode_t mode;
    char *text;
};

struct plan {
    struct plan_item *items; /* in the order of mounting */
    size_t count;
};

/* Makes the parts.  0, or a negated errno: *failed is the path that it was about, or
 * NULL.  -ENOTDIR: `source` is a file. */
long plan_make(struct plan *plan, struct layer *layer, const char *source,
               bool has_user_space, const char **failed);

#endif
