/* SPDX-License-Identifier: GPL-2.0-or-later */
/* mount_points.h - what is mounted where, as far as it can be seen by its path. */
#ifndef LXRUN_OVERLAY_MOUNT_POINTS_H
#define LXRUN_OVERLAY_MOUNT_POINTS_H

#include <stdbool.h>
#include <stddef.h>

struct mount_point {
    char *path;
    bool has_files; /* of a user's, that can be written; else the kernel's own */
};

struct mount_points {
    struct mount_point *items; /* sorted, so that what is below comes after */
    size_t count;
};

/* 0, or a negated errno. */
long mount_points_read(struct mount_points *points);

/* As if a file system of a user's were mounted at `path`. */
long mount_points_add(struct mount_points *points, const char *path);

bool path_is_below(const char *path, const char *directory);

/* The first at or behind `from` that lies below `directory`, or `count`. */
size_t mount_points_below(const struct mount_points *points, const char *directory,
                          size_t from);

/* The one that is mounted there, or NULL. */
const struct mount_point *mount_points_find(const struct mount_points *points,
                                            const char *path);

#endif
