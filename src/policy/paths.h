/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * paths.h - which files may be used, and for what.
 *
 * Rights hold for a path and all beneath it, and rights add up; a hidden path is the
 * exception to all of them.  Landlock keeps the rights.  What is hidden is covered by
 * a mount where there are mount namespaces; where not, everything *around* it is
 * granted instead (siblings.c), since Landlock cannot take away.
 */
#ifndef LXRUN_POLICY_PATHS_H
#define LXRUN_POLICY_PATHS_H

#include <stdbool.h>
#include <stddef.h>

#define RIGHT_READ 1U    /* contents of files, lists of directories */
#define RIGHT_WRITE 2U   /* change contents of what is there */
#define RIGHT_CREATE 4U  /* make, remove, rename */
#define RIGHT_EXECUTE 8U /* run programs */
#define RIGHT_DEVICE 16U /* ioctl(2) on devices */
#define RIGHT_LIST 32U   /* lists of directories only */
#define RIGHT_LOOK 64U   /* it is there: names, sizes, times; needs Landlock for the rest */
#define RIGHTS_ALL \
    (RIGHT_READ | RIGHT_WRITE | RIGHT_CREATE | RIGHT_EXECUTE | RIGHT_DEVICE)

struct policy_path {
    const char *path;   /* absolute */
    unsigned rights;    /* RIGHT_…; 0: hidden */
    bool is_optional;   /* need not exist */
    const char *origin; /* whose rule it is: `--ro=/etc`, `profile default`, `FILE:12` */
};

struct policy_paths {
    bool is_limited; /* only what is listed; else every file, but for the hidden */
    bool is_veiled;  /* no built-in profile grants anything (--unveil) */
    bool has_private_tmp;
    bool has_devices; /* the harmless ones in /dev, and terminals */
    struct policy_path *items;
    size_t count;
};

/* Is there a path of the host's that is only to be looked at? */
bool policy_paths_look(const struct policy_paths *paths);

/* 0, -ENOMEM, or what realpath-like treatment of a relative path gave. */
long policy_paths_add(struct policy_paths *paths, const char *path, unsigned rights,
                      bool is_optional, const char *origin);

#endif
