/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * cover.c - hiding by mounting on top.
 *
 * One file system serves to cover everything: it holds a directory and a file that
 * nobody may look into, and is read-only.
 */
#include "contain/cover.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include "contain/build.h"
#include "contain/build_impl.h"
#include "contain/place.h"
#include "contain/tree.h"

static int make_cover(struct build *build)
{
    int fd = tree_tmpfs(build, 0700), file;

    if (fd < 0)
        return fd;
    file = openat(fd, "file", O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0);
    if (file < 0 || mkdirat(fd, "directory", 0) != 0)
        return -errno;
    close(file);
    build->cover = fd;
    return (int)tree_set_attributes(fd, MOUNT_ATTR_RDONLY | MOUNT_ATTR_NOEXEC, 0, 0);
}

static int cover(struct build *build, int place)
{
    const char *name = tree_is_directory(place) ? "directory" : "file";
    int tree = open_tree(build->cover, name, OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC);
    int err = 0;

    if (tree < 0)
        return -errno;
    if (move_mount(tree, "", place, "",
                   MOVE_MOUNT_F_EMPTY_PATH | MOVE_MOUNT_T_EMPTY_PATH) != 0)
        err = -errno;
    close(tree);
    return err;
}

int cover_target(struct build *build, const struct mount_row *row)
{
    int place = place_find(build, row->target), err;

    if (place == -ENOENT || place == -ENOTDIR)
        return 0;
    if (place == -EACCES) /* nor will the guest find it */
        return 0;
    err = place < 0 ? place : build->cover < 0 ? make_cover(build) : 0;
    if (err == 0)
        err = cover(build, place);
    if (place >= 0)
        close(place);
    errno = -err;
    return err == 0 ? 0 : build_complain(row, "cannot be covered");
}
