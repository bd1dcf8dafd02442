/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * build.c - the rows, one after the other.
 *
 * Sources are cloned before anything is changed, so that no row can lead another one
 * astray, and keep their own flags where the root around them becomes read-only.
 */
#include "contain/build.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <unistd.h>

#include "contain/build_impl.h"
#include "contain/contain.h"
#include "contain/cover.h"
#include "contain/devices.h"
#include "contain/overlay.h"
#include "contain/place.h"
#include "contain/proc.h"
#include "contain/root.h"
#include "contain/tree.h"
#include "supervisor/say.h"

#define NO_TREE (-1)
#define SKIPPED (-2)

int build_complain(const struct mount_row *row, const char *what)
{
    say("%s %s%s%s: %s: %s", row->option, row->source == NULL ? "" : row->source,
        row->source == NULL ? "" : " ", row->target, what, strerror(errno));
    return STATUS_LXRUN_FAILED;
}

/* SKIPPED where the source may be missing and is. */
static int clone_source(struct build *build, const struct mount_row *row, int *status)
{
    uint64_t attributes = MOUNT_ATTR_NOSUID | (row->devices ? 0 : MOUNT_ATTR_NODEV) |
                          (row->read_only ? MOUNT_ATTR_RDONLY : 0);
    int tree;

    if (row->overlay != NULL) {
        *status = overlay_make(build, row);
        return *status == 0 ? overlay_first(row) : NO_TREE;
    }
    tree = tree_clone(row->source);
    if (tree == -ENOENT && row->may_miss)
        return SKIPPED;
    errno = tree < 0 ? -tree : 0;
    if (tree < 0)
        *status = build_complain(row, "cannot take the source");
    else if ((errno = (int)-tree_set_attributes(tree, attributes, 0, AT_RECURSIVE)) != 0)
        *status = build_complain(row, "cannot restrict the source");
    return tree;
}

static int clone_sources(struct build *build, const struct mounts *mounts, int *trees)
{
    int status = 0;

    for (size_t i = 0; i < mounts->count && status == 0; i++)
        trees[i] = mounts->rows[i].kind == ROW_BIND
                       ? clone_source(build, &mounts->rows[i], &status) : NO_TREE;
    return status;
}

int build_attach(struct build *build, int tree, int place, const struct mount_row *row)
{
    (void)build;
    if (tree_is_directory(tree) != tree_is_directory(place)) {
        errno = ENOTDIR;
        return build_complain(row, "one is a directory and the other is not");
    }
    if (move_mount(tree, "", place, "",
                   MOVE_MOUNT_F_EMPTY_PATH | MOVE_MOUNT_T_EMPTY_PATH) == 0)
        return 0;
    return build_complain(row, "cannot be mounted");
}

int build_complain_place(const struct mount_row *row, int err)
{
    errno = -err;
    return build_complain(row, err == -E2BIG
                                   ? "the target is missing, and its directory holds too many "
                                     "files to show a copy with it; make the target first"
                               : err == -EOPNOTSUPP
                                   ? "the target is missing in the guest's root; make it there "
                                     "first"
                                   : "cannot find or make the target");
}

static int attach_at_target(struct build *build, int tree, const struct mount_row *row)
{
    int place = place_make(build, row->target, tree_is_directory(tree)), status;

    if (place < 0)
        return build_complain_place(row, place);
    status = build_attach(build, tree, place, row);
    close(place);
    return status;
}

static bool is_slash(const char *path)
{
    return path[strspn(path, "/.")] == '\0';
}

static int bind_first(struct build *build, const struct mount_row *row, int tree)
{
    if (tree == SKIPPED)
        return 0;
    if (is_slash(row->target)) {
        if (!tree_is_directory(tree))
            errno = ENOTDIR;
        else if ((errno = -root_replace(build, tree)) == 0)
            return 0;
        return build_complain(row, "cannot be the root");
    }
    return attach_at_target(build, tree, row);
}

static int do_bind(struct build *build, const struct mount_row *row, int tree)
{
    int status = bind_first(build, row, tree);

    return status != 0 || row->overlay == NULL ? status : overlay_attach_rest(build, row);
}

static int do_tmpfs(struct build *build, const struct mount_row *row)
{
    /* As /tmp is, where it is one; 0755 elsewhere. */
    unsigned mode = strcmp(row->target, "/tmp") == 0 ? 01777 : 0755;
    int tree = tree_tmpfs(build, mode), status;

    if (tree < 0) {
        errno = -tree;
        return build_complain(row, "cannot make a file system in memory");
    }
    status = attach_at_target(build, tree, row);
    if (status == 0 && row->read_only && build->sealed_count < BUILD_OWN_MOST)
        build->sealed[build->sealed_count++] = tree;
    else
        close(tree);
    return status;
}

static int do_directory(struct build *build, const struct mount_row *row)
{
    int place = place_make(build, row->target, true);

    if (place < 0)
        return build_complain_place(row, place);
    close(place);
    return 0;
}

static int do_symlink(struct build *build, const struct mount_row *row)
{
    const char *name;
    int parent = place_make_parent(build, row->target, &name), status = 0;

    if (parent < 0)
        return build_complain_place(row, parent);
    if (symlinkat(row->source, parent, name) != 0)
        status = build_complain(row, "cannot make the link");
    close(parent);
    return status;
}

static int do_row(struct build *build, const struct mount_row *row, int tree)
{
    switch (row->kind) {
    case ROW_BIND:
        return do_bind(build, row, tree);
    case ROW_TMPFS:
        return do_tmpfs(build, row);
    case ROW_PROC:
        return proc_reserve(build, row);
    case ROW_DEV:
        return devices_mount(build, row);
    case ROW_DIR:
        return do_directory(build, row);
    case ROW_SYMLINK:
        return do_symlink(build, row);
    case ROW_HIDE:
        return cover_target(build, row);
    }
    return 0;
}

int build_root(struct build *build, const struct contain *contain)
{
    const struct mounts *mounts = &contain->mounts;
    int *trees = calloc(mounts->count + 1, sizeof(*trees));
    int status;

    *build = (struct build){ .contain = contain, .root = -1, .proc_place = -1, .cover = -1 };
    if (trees == NULL) {
        say("out of memory");
        return STATUS_LXRUN_FAILED;
    }
    status = clone_sources(build, mounts, trees);
    if (status == 0)
        status = root_begin(build);
    for (size_t i = 0; i < mounts->count && status == 0; i++)
        status = do_row(build, &mounts->rows[i], trees[i]);
    /* The descriptors go with the process. */
    free(trees);
    return status;
}

int build_enter(struct build *build)
{
    int status = proc_mount(build);

    if (status == 0)
        status = root_seal(build);
    return status != 0 ? status : root_enter(build);
}
