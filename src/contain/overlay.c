/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * overlay.c - overlayfs(5) with a layer's parts, in the user's name.
 *
 * `userxattr` lets overlayfs keep its notes where a user may read them, so that a layer
 * looks the same whoever has made it; directories are not renamed by reference then, and
 * no file is there by its metadata alone: all that was written is in the layer.
 */
#include "contain/overlay.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sched.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include "contain/build.h"
#include "contain/build_impl.h"
#include "contain/contain.h"
#include "contain/place.h"
#include "contain/tree.h"
#include "overlay/layer.h"
#include "overlay/part.h"
#include "overlay/plan.h"
#include "supervisor/say.h"

struct overlay {
    struct plan plan;
    int *trees; /* of the items; NO_TREE: it has none of its own */
};

#define NO_TREE (-4096) /* no errno is that */

static int complain(const char *path, long err)
{
    say("--overlay: %s: %s%s", path, strerror((int)-err),
        err == -ENODEV ? "; this kernel has no overlayfs (CONFIG_OVERLAY_FS)"
        : err == -EPERM ? "; without root this needs Linux 5.11 or later"
        : err == -EINVAL || err == -EOPNOTSUPP
            ? "; overlayfs cannot write a layer where this one lies: name a place on ext4, xfs, "
              "btrfs or tmpfs (--overlay=DIR)"
            : "");
    return STATUS_LXRUN_FAILED;
}

static int complain_plan(const struct mount_row *row, const char *path, long err)
{
    if (err == -ENOTDIR) {
        say("%s %s: with --overlay only directories can be written to; name the one that it "
            "lies in",
            row->option, row->source);
        return STATUS_LXRUN_FAILED;
    }
    return complain(path == NULL ? row->source : path, err);
}

static bool is_overlaid(const struct mount_row *row)
{
    return row->kind == ROW_BIND && !row->read_only && !row->devices;
}

static int plan_row(struct contain *contain, struct layer *layer, struct mount_row *row)
{
    struct overlay *overlay = calloc(1, sizeof(*overlay));
    const char *failed = NULL;
    long err;

    if (overlay == NULL)
        return complain(row->source, -ENOMEM);
    err = plan_make(&overlay->plan, layer, row->source, (contain->spaces & CLONE_NEWUSER) != 0,
                    &failed);
    /* What is missing now must not be there, to be written to, later on. */
    if (err == -ENOENT && failed == NULL) {
        row->read_only = true;
        return 0;
    }
    if (err != 0)
        return complain_plan(row, failed, err);
    row->overlay = overlay;
    overlay->trees = calloc(overlay->plan.count, sizeof(*overlay->trees));
    return overlay->trees == NULL ? complain(row->source, -ENOMEM) : 0;
}

int overlay_plan(struct contain *contain, struct layer *layer)
{
    int status = 0;

    contain->layer = layer->directory;
    for (size_t i = 0; status == 0 && i < contain->mounts.count; i++)
        if (is_overlaid(&contain->mounts.rows[i]))
            status = plan_row(contain, layer, &contain->mounts.rows[i]);
    return status;
}

static long set_path(int context, const char *key, int fd)
{
    char path[48];

    snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
    return fsconfig(context, FSCONFIG_SET_STRING, key, path, 0) == 0 ? 0 : -errno;
}

static int mount_overlay(int context, int lower, int upper, int work)
{
    long err = set_path(context, "lowerdir", lower);
    int fd;

    if (err == 0)
        err = set_path(context, "upperdir", upper);
    if (err == 0)
        err = set_path(context, "workdir", work);
    if (err == 0 && fsconfig(context, FSCONFIG_SET_FLAG, "userxattr", NULL, 0) != 0)
        err = -errno;
    if (err == 0 && fsconfig(context, FSCONFIG_SET_STRING, "index", "off", 0) != 0)
        err = -errno;
    if (err == 0 && fsconfig(context, FSCONFIG_CMD_CREATE, NULL, NULL, 0) != 0)
        err = -errno;
    if (err != 0)
        return (int)err;
    fd = fsmount(context, FSMOUNT_CLOEXEC, MOUNT_ATTR_NOSUID | MOUNT_ATTR_NODEV);
    return fd < 0 ? -errno : fd;
}

static int open_in_layer(const char *layer, long part, const char *name)
{
    char below[PART_NAME_SIZE], path[PATH_MAX];

    part_name(below, (unsigned long)part, name);
    if (snprintf(path, sizeof(path), "%s/%s", layer, below) >= (int)sizeof(path)) {
        errno = ENAMETOOLONG;
        return -1;
    }
    return open(path, O_PATH | O_DIRECTORY | O_CLOEXEC);
}

/* All is opened here: what was before is in another mount namespace, and refused. */
static int make_overlay(const struct contain *contain, const struct plan_item *item)
{
    int lower = open(item->source, O_PATH | O_DIRECTORY | O_CLOEXEC);
    int upper = open_in_layer(contain->layer, item->part, "upper");
    int work = open_in_layer(contain->layer, item->part, "work");
    int context = fsopen("overlay", FSOPEN_CLOEXEC);
    int fd = lower < 0 || upper < 0 || work < 0 || context < 0
                 ? -errno : mount_overlay(context, lower, upper, work);
    const int done[] = { lower, upper, work, context };

    for (size_t i = 0; i < sizeof(done) / sizeof(done[0]); i++)
        if (done[i] >= 0)
            close(done[i]);
    return fd;
}

static int make_kept(const struct plan_item *item)
{
    int tree = tree_clone(item->source);
    long err = tree < 0 || item->kind == PLAN_KEEP
                   ? 0 : tree_set_attributes(tree, MOUNT_ATTR_RDONLY, 0, 0);

    return err < 0 ? (int)err : tree;
}

static long make_place(int frame, const char *place, const struct plan_item *item)
{
    int fd;

    if (item->kind == PLAN_LINK)
        return symlinkat(item->text, frame, place) == 0 ? 0 : -errno;
    if (item->kind == PLAN_FRAME)
        return mkdirat(frame, place, 0700) == 0 &&
                       fchmodat(frame, place, item->mode | 0500, 0) == 0 ? 0 : -errno;
    if (item->is_directory)
        return mkdirat(frame, place, 0755) == 0 ? 0 : -errno;
    fd = openat(frame, place, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0444);
    if (fd < 0)
        return -errno;
    close(fd);
    return 0;
}

static int make_frame(struct build *build, const struct plan_item *item)
{
    int tree;

    if (build->sealed_count == BUILD_OWN_MOST)
        return -E2BIG;
    tree = tree_tmpfs(build, item->mode | 0700);
    if (tree >= 0)
        build->sealed[build->sealed_count++] = tree;
    return tree;
}

/* From the frame's own place on. */
static const char *place_in(const struct plan_item *frame, const struct plan_item *item)
{
    size_t size = strlen(frame->below);

    return item->below + size + (size > 0);
}

static long make_place_of(const struct overlay *overlay, const struct plan_item *item)
{
    const struct plan_item *frame = &overlay->plan.items[item->frame];

    return item->is_framed ? make_place(overlay->trees[item->frame], place_in(frame, item), item)
                           : 0;
}

static int make_tree(struct build *build, const struct plan_item *item)
{
    switch (item->kind) {
    case PLAN_OVERLAY:
        return make_overlay(build->contain, item);
    case PLAN_KEEP:
    case PLAN_READ_ONLY:
        return make_kept(item);
    case PLAN_FRAME:
        return item->is_framed ? NO_TREE : make_frame(build, item);
    case PLAN_LINK:
        break;
    }
    return NO_TREE;
}

/* What is gone since it was planned for, as files in a busy /tmp are, has no place. */
static int make_item(struct build *build, const struct overlay *overlay,
                     const struct plan_item *item)
{
    int tree = make_tree(build, item);
    long err;

    if (tree == -ENOENT && item->is_framed)
        return NO_TREE;
    if (tree < 0 && tree != NO_TREE)
        return tree;
    err = make_place_of(overlay, item);
    return err == 0 ? tree : (int)err;
}

int overlay_make(struct build *build, const struct mount_row *row)
{
    struct overlay *overlay = row->overlay;

    for (size_t i = 0; i < overlay->plan.count; i++) {
        const struct plan_item *item = &overlay->plan.items[i];
        int tree = make_item(build, overlay, item);

        if (tree < 0 && tree != NO_TREE)
            return complain(item->source, tree);
        overlay->trees[i] = tree;
    }
    return 0;
}

int overlay_first(const struct mount_row *row)
{
    return row->overlay->trees[0];
}

static int attach_item(struct build *build, const struct mount_row *row, size_t index)
{
    const struct plan_item *item = &row->overlay->plan.items[index];
    struct mount_row shown = { .option = row->option, .target = item->source };
    char path[PATH_MAX];
    int place, status;

    if (snprintf(path, sizeof(path), "%s/%s", row->target, item->below) >= (int)sizeof(path))
        return complain(item->source, -ENAMETOOLONG);
    place = place_find(build, path);
    if (place < 0)
        return complain(item->source, place);
    status = build_attach(build, row->overlay->trees[index], place, &shown);
    close(place);
    return status;
}

int overlay_attach_rest(struct build *build, const struct mount_row *row)
{
    int status = 0;

    for (size_t i = 1; status == 0 && i < row->overlay->plan.count; i++)
        if (row->overlay->trees[i] >= 0)
            status = attach_item(build, row, i);
    return status;
}
