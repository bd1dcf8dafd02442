/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * mount_points.c - /proc/self/mountinfo, proc_pid_mountinfo(5).
 *
 * A mount may be covered by another one, or by one on a directory above it: what
 * counts is whether the path leads to this very mount.
 */
#include "overlay/mount_points.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "policy/list.h"

#ifndef STATX_MNT_ID
#define STATX_MNT_ID 0x1000U
#endif

/* No files are kept there, or none that a program's writing could be kept from. */
static const char *const kernel_types[] = {
    "autofs",   "binfmt_misc", "bpf",     "cgroup",     "cgroup2",    "configfs",
    "debugfs",  "devpts",      "devtmpfs", "efivarfs",  "fusectl",    "hugetlbfs",
    "mqueue",   "nsfs",        "proc",    "pstore",     "rpc_pipefs", "securityfs",
    "selinuxfs", "smackfs",    "sysfs",   "tracefs",
};

bool path_is_below(const char *path, const char *directory)
{
    size_t size = strlen(directory);

    if (size == 1)
        return path[1] != '\0';
    return strncmp(path, directory, size) == 0 && path[size] == '/';
}

/* \040 and the like. */
static void unescape(char *text)
{
    char *out = text;

    for (const char *at = text; *at != '\0'; out++)
        if (at[0] == '\\' && at[1] >= '0' && at[1] <= '3' && at[2] != '\0' && at[3] != '\0') {
            *out = (char)((at[1] - '0') * 64 + (at[2] - '0') * 8 + (at[3] - '0'));
            at += 4;
        } else
            *out = *at++;
    *out = '\0';
}

static bool is_kernels(const char *type, const char *path)
{
    /* In a container /dev is a tmpfs into which device files are bound. */
    if (strcmp(path, "/dev") == 0 || path_is_below(path, "/sys") ||
        path_is_below(path, "/proc"))
        return true;
    for (size_t i = 0; i < sizeof(kernel_types) / sizeof(kernel_types[0]); i++)
        if (strcmp(type, kernel_types[i]) == 0)
            return true;
    return false;
}

static bool leads_to(const char *path, unsigned long long id)
{
    struct statx status;

    return statx(AT_FDCWD, path, AT_SYMLINK_NOFOLLOW | AT_NO_AUTOMOUNT, STATX_MNT_ID,
                 &status) == 0 &&
           (status.stx_mask & STATX_MNT_ID) != 0 && status.stx_mnt_id == id;
}

static bool is_read_only(const char *path)
{
    struct statvfs status;

    return statvfs(path, &status) != 0 || (status.f_flag & ST_RDONLY) != 0;
}

static long take_line(struct mount_points *points, char *line)
{
    struct mount_point point = { 0 };
    unsigned long long id;
    char *path = NULL, *type = NULL;
    const char *rest = strstr(line, " - ");
    long err = 0;

    if (rest != NULL && sscanf(line, "%llu %*s %*s %*s %ms", &id, &path) == 2 &&
        sscanf(rest, " - %ms", &type) == 1) {
        unescape(path);
        if (leads_to(path, id)) {
            point.path = path;
            point.has_files = !is_kernels(type, path) && !is_read_only(path);
            path = NULL;
            err = list_append(&points->items, &points->count, &point, sizeof(point));
        }
    }
    free(path);
    free(type);
    return err;
}

static int compare(const void *one, const void *other)
{
    const struct mount_point *a = one, *b = other;

    return strcmp(a->path, b->path);
}

long mount_points_read(struct mount_points *points)
{
    FILE *file = fopen("/proc/self/mountinfo", "re");
    char *line = NULL;
    size_t size = 0;
    long err = file == NULL ? -errno : 0;

    *points = (struct mount_points){ 0 };
    while (err == 0 && getline(&line, &size, file) > 0)
        err = take_line(points, line);
    if (points->count > 0)
        qsort(points->items, points->count, sizeof(*points->items), compare);
    if (file != NULL)
        fclose(file);
    free(line);
    return err;
}

long mount_points_add(struct mount_points *points, const char *path)
{
    struct mount_point point = { .path = strdup(path), .has_files = true };
    long err;

    if (point.path == NULL)
        return -ENOMEM;
    if (mount_points_find(points, path) != NULL) {
        free(point.path);
        return 0;
    }
    err = list_append(&points->items, &points->count, &point, sizeof(point));
    if (err == 0)
        qsort(points->items, points->count, sizeof(*points->items), compare);
    return err;
}

size_t mount_points_below(const struct mount_points *points, const char *directory,
                          size_t from)
{
    while (from < points->count && !path_is_below(points->items[from].path, directory))
        from++;
    return from;
}

const struct mount_point *mount_points_find(const struct mount_points *points,
                                            const char *path)
{
    for (size_t i = 0; i < points->count; i++)
        if (strcmp(points->items[i].path, path) == 0)
            return &points->items[i];
    return NULL;
}
