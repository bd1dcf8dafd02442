/* SPDX-License-Identifier: GPL-2.0-or-later */
/* own_places.c - up to the first directory that is not ours. */
#include "overlay/own_places.h"

#include <limits.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "overlay/mount_points.h"

static bool is_ours(const char *path)
{
    struct stat status;

    return stat(path, &status) == 0 && status.st_uid == geteuid() &&
           status.st_gid == getegid();
}

static void climb(char *path)
{
    char *slash;

    while ((slash = strrchr(path, '/')) != NULL && slash != path) {
        *slash = '\0';
        if (!is_ours(path)) {
            *slash = '/';
            return;
        }
    }
}

static long add_place(struct mount_points *points, const char *name)
{
    char path[PATH_MAX];
    struct stat status;

    if (name == NULL || realpath(name, path) == NULL || stat(path, &status) != 0 ||
        !S_ISDIR(status.st_mode) || access(path, W_OK) != 0)
        return 0;
    climb(path);
    return path[1] == '\0' ? 0 : mount_points_add(points, path);
}

long own_places_add(struct mount_points *points)
{
    const char *const names[] = { ".", getenv("HOME"), getenv("TMPDIR"), "/tmp", "/var/tmp" };
    long err = 0;

    for (size_t i = 0; err == 0 && i < sizeof(names) / sizeof(names[0]); i++)
        err = add_place(points, names[i]);
    return err;
}
