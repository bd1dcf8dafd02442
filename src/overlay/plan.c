/* SPDX-License-Identifier: GPL-2.0-or-later */
/* plan.c - from the top down. */
#include "overlay/plan.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "overlay/layer.h"
#include "overlay/mount_points.h"
#include "overlay/own_places.h"
#include "policy/list.h"

struct planner {
    struct plan *plan;
    struct layer *layer;
    struct mount_points points;
    size_t root_size; /* of the first item's path, with a slash behind it */
    bool needs_frames;
    size_t frame; /* the item that entries belong to now */
    const char *failed;
};

static long plan_at(struct planner *planner, const char *path, bool is_framed);

static long add(struct planner *planner, const char *path, struct plan_item item)
{
    item.source = strdup(path);
    if (item.source == NULL)
        return -ENOMEM;
    item.frame = planner->frame;
    item.below = strlen(path) < planner->root_size ? "" : item.source + planner->root_size;
    return list_append(&planner->plan->items, &planner->plan->count, &item, sizeof(item));
}

static bool has_mounts_below(const struct planner *planner, const char *path)
{
    return mount_points_below(&planner->points, path, 0) < planner->points.count;
}

/* Of those that lie below one another, the first plans for the others. */
static long plan_mounts_below(struct planner *planner, const char *path, bool skip_kernels)
{
    const struct mount_points *points = &planner->points;
    const char *done = NULL;
    long err = 0;

    for (size_t i = mount_points_below(points, path, 0); err == 0 && i < points->count;
         i = mount_points_below(points, path, i + 1)) {
        const struct mount_point *point = &points->items[i];

        if ((done != NULL && path_is_below(point->path, done)) ||
            (skip_kernels && !point->has_files))
            continue;
        done = point->path;
        err = plan_at(planner, point->path, false);
    }
    return err;
}

static long add_overlay(struct planner *planner, const char *path, bool is_framed)
{
    long part = layer_part_for(planner->layer, path);

    if (part < 0)
        return -errno;
    return add(planner, path,
               (struct plan_item){ .kind = PLAN_OVERLAY, .is_framed = is_framed,
                                   .is_directory = true, .part = part });
}

static long add_kept(struct planner *planner, const char *path, bool is_framed)
{
    const struct mount_point *point = mount_points_find(&planner->points, path);
    struct stat status;
    bool is_kernels = point != NULL && !point->has_files && strcmp(path, "/dev") != 0;
    long err;

    if (lstat(path, &status) != 0)
        return -errno;
    err = add(planner, path,
              (struct plan_item){ .kind = is_kernels ? PLAN_KEEP : PLAN_READ_ONLY,
                                  .is_framed = is_framed,
                                  .is_directory = S_ISDIR(status.st_mode) });
    return err != 0 ? err : plan_mounts_below(planner, path, true);
}

static long add_link(struct planner *planner, const char *path)
{
    char text[PATH_MAX];
    ssize_t size = readlink(path, text, sizeof(text) - 1);

    if (size < 0)
        return -errno;
    text[size] = '\0';
    return add(planner, path,
               (struct plan_item){ .kind = PLAN_LINK, .is_framed = true,
                                   .text = strdup(text) });
}

/* The way to a mount is part of the frame. */
static long plan_entry(struct planner *planner, const char *directory, const char *name)
{
    char path[PATH_MAX];
    struct stat status;

    if (snprintf(path, sizeof(path), "%s/%s", directory[1] == '\0' ? "" : directory, name) >=
        (int)sizeof(path))
        return -ENAMETOOLONG;
    if (lstat(path, &status) != 0)
        return errno == ENOENT || errno == EACCES ? 0 : -errno;
    if (S_ISLNK(status.st_mode))
        return add_link(planner, path);
    return plan_at(planner, path, true);
}

static long add_frame(struct planner *planner, const char *path, bool is_framed)
{
    size_t around = planner->frame;
    DIR *list = opendir(path);
    const struct dirent *entry;
    struct stat status;
    long err;

    if (list == NULL)
        return add_kept(planner, path, is_framed);
    if (!is_framed)
        planner->frame = planner->plan->count;
    err = fstat(dirfd(list), &status) != 0 ? -errno :
          add(planner, path,
              (struct plan_item){ .kind = PLAN_FRAME, .is_framed = is_framed,
                                  .is_directory = true, .mode = status.st_mode & 07777 });
    while (err == 0 && (entry = readdir(list)) != NULL)
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            err = plan_entry(planner, path, entry->d_name);
    closedir(list);
    planner->frame = around;
    return err;
}

/* Files that only this user's own group or nobody else may touch are no business of
 * ours: the kernel sees to that in an overlay, too. */
static long plan_at(struct planner *planner, const char *path, bool is_framed)
{
    const struct mount_point *point = mount_points_find(&planner->points, path);
    struct stat status;
    struct statvfs mount;
    long err;

    planner->failed = path;
    if (stat(path, &status) != 0 || statvfs(path, &mount) != 0)
        return -errno;
    if (!S_ISDIR(status.st_mode) || (mount.f_flag & ST_RDONLY) != 0 ||
        (point != NULL && !point->has_files))
        return add_kept(planner, path, is_framed);
    if (planner->needs_frames && has_mounts_below(planner, path))
        return add_frame(planner, path, is_framed);
    err = add_overlay(planner, path, is_framed);
    return err != 0 ? err : plan_mounts_below(planner, path, false);
}

static long check_source(const char *source)
{
    struct stat status;

    if (stat(source, &status) != 0)
        return -errno;
    return S_ISDIR(status.st_mode) ? 0 : -ENOTDIR;
}

long plan_make(struct plan *plan, struct layer *layer, const char *source,
               bool has_user_space, const char **failed)
{
    struct planner planner = { .plan = plan, .layer = layer, .needs_frames = has_user_space };
    char *path = realpath(source, NULL);
    long err = path == NULL ? -errno : check_source(path);

    *plan = (struct plan){ 0 };
    if (err == 0)
        err = mount_points_read(&planner.points);
    if (err == 0 && has_user_space)
        err = own_places_add(&planner.points);
    if (err == 0) {
        planner.root_size = path[1] == '\0' ? 1 : strlen(path) + 1;
        err = plan_at(&planner, path, false);
    }
    *failed = planner.failed == NULL ? NULL : strdup(planner.failed);
    free(path);
    return err;
}
