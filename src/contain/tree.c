/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tree.c - made, cloned, restricted. */
#include "contain/tree.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include "contain/build.h"

static void note_own(struct build *build, int fd)
{
    struct stat status;

    if (build->own_count < BUILD_OWN_MOST && fstat(fd, &status) == 0)
        build->own[build->own_count++] = status.st_dev;
}

int tree_tmpfs(struct build *build, unsigned mode)
{
    char text[16];
    int context = fsopen("tmpfs", FSOPEN_CLOEXEC), fd = -1;
    int error;

    snprintf(text, sizeof(text), "0%o", mode);
    if (context >= 0 && fsconfig(context, FSCONFIG_SET_STRING, "mode", text, 0) == 0 &&
        fsconfig(context, FSCONFIG_CMD_CREATE, NULL, NULL, 0) == 0)
        fd = fsmount(context, FSMOUNT_CLOEXEC, MOUNT_ATTR_NOSUID | MOUNT_ATTR_NODEV);
    error = errno;
    if (context >= 0)
        close(context);
    if (fd < 0)
        return -error;
    note_own(build, fd);
    return fd;
}

bool tree_is_own(const struct build *build, int fd)
{
    struct stat status;

    if (fstat(fd, &status) != 0)
        return false;
    for (size_t i = 0; i < build->own_count; i++)
        if (build->own[i] == status.st_dev)
            return true;
    return false;
}

long tree_set_attributes(int fd, uint64_t attributes, uint64_t propagation,
                         int recursive)
{
    struct mount_attr change = { .attr_set = attributes, .propagation = propagation };

    return mount_setattr(fd, "", AT_EMPTY_PATH | (unsigned)recursive, &change, sizeof(change)) == 0
               ? 0 : -errno;
}

int tree_clone(const char *path)
{
    int tree = open_tree(AT_FDCWD, path, OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC | AT_RECURSIVE);

    return tree < 0 ? -errno : tree;
}

bool tree_is_directory(int fd)
{
    struct stat status;

    return fstat(fd, &status) == 0 && S_ISDIR(status.st_mode);
}
