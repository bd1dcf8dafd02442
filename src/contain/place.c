/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * place.c - openat2(2) below the guest's root, and directories made where they may be.
 *
 * A missing target in a directory of the host's cannot be made there without changing
 * the host.  The directory is then mirrored: a tmpfs is mounted on it, into which each
 * of its files is bound again under its name.
 */
#include "contain/place.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/openat2.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "contain/build.h"
#include "contain/tree.h"

#define DEPTH_MOST 64
/* More files than this in one directory, and mounting each would take too long. */
#define MIRRORED_MOST 1024

static int open_in_root(const struct build *build, const char *path)
{
    struct open_how how = {
        .flags = O_PATH | O_CLOEXEC,
        .resolve = RESOLVE_IN_ROOT | RESOLVE_NO_MAGICLINKS,
    };
    long fd = syscall(SYS_openat2, build->root, path, &how, sizeof(how));

    return fd < 0 ? -errno : (int)fd;
}

int place_find(const struct build *build, const char *path)
{
    return open_in_root(build, path);
}

static long make_empty_file(int directory, const char *name)
{
    int fd = openat(directory, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0444);

    if (fd < 0)
        return -errno;
    close(fd);
    return 0;
}

static long make_in(int directory, const char *name, bool is_directory)
{
    if (!is_directory)
        return make_empty_file(directory, name);
    return mkdirat(directory, name, 0755) == 0 ? 0 : -errno;
}

static long mirror_link(int from, int to, const char *name)
{
    char text[PATH_MAX];
    ssize_t size = readlinkat(from, name, text, sizeof(text) - 1);

    if (size < 0)
        return -errno;
    text[size] = '\0';
    return symlinkat(text, to, name) == 0 ? 0 : -errno;
}

static long mirror_mount(int from, int to, const char *name, bool is_directory)
{
    int tree = open_tree(from, name,
                         OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC | AT_RECURSIVE | AT_SYMLINK_NOFOLLOW);
    long err = tree < 0 ? -errno : make_in(to, name, is_directory);

    if (err == 0 && move_mount(tree, "", to, name, MOVE_MOUNT_F_EMPTY_PATH) != 0)
        err = -errno;
    if (tree >= 0)
        close(tree);
    return err;
}

static long mirror_one(int from, int to, const char *name)
{
    struct stat status;

    if (fstatat(from, name, &status, AT_SYMLINK_NOFOLLOW) != 0)
        return errno == ENOENT ? 0 : -errno;
    if (S_ISLNK(status.st_mode))
        return mirror_link(from, to, name);
    return mirror_mount(from, to, name, S_ISDIR(status.st_mode));
}

static bool is_dots(const char *name)
{
    return strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
}

static long mirror_all(int from, int to)
{
    int fd = openat(from, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *list = fd < 0 ? NULL : fdopendir(fd);
    const struct dirent *entry;
    long err = list == NULL ? -errno : 0;

    for (int i = 0; err == 0 && (entry = readdir(list)) != NULL; i++)
        if (!is_dots(entry->d_name))
            err = i < MIRRORED_MOST ? mirror_one(from, to, entry->d_name) : -E2BIG;
    if (list != NULL)
        closedir(list);
    return err;
}

static bool is_root(const struct build *build, int fd)
{
    struct stat one, other;

    return fstat(fd, &one) == 0 && fstat(build->root, &other) == 0 &&
           one.st_dev == other.st_dev && one.st_ino == other.st_ino;
}

/* The directory `fd` (which is closed) is covered by a copy; a descriptor of that. */
static int mirror(struct build *build, int fd)
{
    struct stat status;
    bool covers_root = is_root(build, fd);
    int copy;
    long err;

    /* pivot_root(2) enters the first mount that lies on the old root, not a second. */
    if (covers_root && build->replaces_root) {
        close(fd);
        return -EOPNOTSUPP;
    }
    copy = fstat(fd, &status) == 0 ? tree_tmpfs(build, status.st_mode & 07777) : -errno;
    err = copy < 0 ? copy : 0;
    if (err == 0 && move_mount(copy, "", fd, "", MOVE_MOUNT_F_EMPTY_PATH | MOVE_MOUNT_T_EMPTY_PATH) != 0)
        err = -errno;
    if (err == 0)
        err = mirror_all(fd, copy);
    close(fd);
    if (err != 0) {
        if (copy >= 0)
            close(copy);
        return (int)err;
    }
    /* What is made in the copy is not made on the host: nobody shall believe so. */
    if (build->sealed_count < BUILD_OWN_MOST)
        build->sealed[build->sealed_count++] = dup(copy);
    if (covers_root) {
        build->root = copy;
        build->replaces_root = true;
        return dup(copy);
    }
    return copy;
}

/* The directory that `path` lies in, as a string. */
static long parent_of(const char *path, char parent[PATH_MAX], const char **name)
{
    size_t size = strlen(path), cut;

    while (size > 0 && path[size - 1] == '/')
        size--;
    for (cut = size; cut > 0 && path[cut - 1] != '/'; cut--)
        ;
    if (size == 0 || size - cut > NAME_MAX || cut >= PATH_MAX - 1)
        return -EINVAL;
    memcpy(parent, path, cut);
    memcpy(parent + cut, cut == 0 ? "/" : "", cut == 0 ? 2 : 1);
    *name = path + cut;
    return 0;
}

static int make_at_depth(struct build *build, const char *path, bool is_directory, int depth);

static int parent_at_depth(struct build *build, const char *path, const char **name, int depth)
{
    char parent[PATH_MAX];
    long err = parent_of(path, parent, name);
    int fd = err != 0 ? (int)err : make_at_depth(build, parent, true, depth + 1);

    if (fd < 0 || tree_is_own(build, fd))
        return fd;
    return mirror(build, fd);
}

static int make_at_depth(struct build *build, const char *path, bool is_directory, int depth)
{
    int fd = open_in_root(build, path), parent;
    const char *name;
    char own_name[NAME_MAX + 1];
    long err;

    if (fd != -ENOENT || depth == DEPTH_MOST)
        return fd;
    parent = parent_at_depth(build, path, &name, depth);
    if (parent < 0)
        return parent;
    own_name[strcspn(name, "/")] = '\0';
    memcpy(own_name, name, strcspn(name, "/"));
    err = make_in(parent, own_name, is_directory);
    close(parent);
    /* It may be there by now: "DIRECTORY/." is, with DIRECTORY. */
    return err != 0 && err != -EEXIST ? (int)err : open_in_root(build, path);
}

int place_make(struct build *build, const char *path, bool is_directory)
{
    return make_at_depth(build, path, is_directory, 0);
}

int place_make_parent(struct build *build, const char *path, const char **name)
{
    return parent_at_depth(build, path, name, 0);
}
