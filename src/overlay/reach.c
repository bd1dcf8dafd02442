/* SPDX-License-Identifier: GPL-2.0-or-later */
/* reach.c - openat2(2). */
#include "overlay/reach.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/openat2.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

int reach_open(int root, const char *path, int flags)
{
    const struct open_how how = {
        .flags = (unsigned)(flags | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK * !(flags & O_PATH)),
        .resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS |
                   RESOLVE_NO_XDEV,
    };
    long fd = syscall(SYS_openat2, root, path[0] == '\0' ? "." : path, &how, sizeof(how));

    return fd < 0 ? -errno : (int)fd;
}

int reach_parent(int root, const char *path, const char **name)
{
    char directory[PATH_MAX];
    const char *slash = strrchr(path, '/');
    size_t size = slash == NULL ? 0 : (size_t)(slash - path);

    if (size >= sizeof(directory))
        return -ENAMETOOLONG;
    memcpy(directory, path, size);
    directory[size] = '\0';
    *name = slash == NULL ? path : slash + 1;
    return reach_open(root, directory, O_PATH | O_DIRECTORY);
}

/* openat2() follows no link with RESOLVE_NO_SYMLINKS, and opens none. */
long reach_stat(int root, const char *path, struct stat *status)
{
    const char *name;
    int parent;
    long err;

    if (path[0] == '\0')
        return fstat(root, status) == 0 ? 0 : -errno;
    parent = reach_parent(root, path, &name);
    if (parent < 0)
        return parent;
    err = fstatat(parent, name, status, AT_SYMLINK_NOFOLLOW) == 0 ? 0 : -errno;
    close(parent);
    return err;
}

const char *reach_name(char name[REACH_NAME_SIZE], int fd)
{
    snprintf(name, REACH_NAME_SIZE, "/proc/self/fd/%d", fd);
    return name;
}

int reach_read(int root, const char *path)
{
    int fd = reach_open(root, path, O_RDONLY), file;
    char name[REACH_NAME_SIZE];
    struct stat status;

    if (fd != -EACCES)
        return fd;
    file = reach_open(root, path, O_PATH);
    if (file < 0)
        return file;
    if (fstat(file, &status) == 0 && status.st_uid == geteuid() &&
        S_ISREG(status.st_mode) &&
        chmod(reach_name(name, file), (status.st_mode & 07777) | 0400) == 0) {
        fd = reach_open(root, path, O_RDONLY);
        chmod(name, status.st_mode & 07777);
    }
    close(file);
    return fd;
}
