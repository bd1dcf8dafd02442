/* SPDX-License-Identifier: GPL-2.0-or-later */
/* compare.c - what cannot be read is taken to be different. */
#include "overlay/compare.h"

#include <fcntl.h>
#include <limits.h>
#include <stdbool.h>
#include <string.h>
#include <unistd.h>

#include "overlay/change.h"
#include "overlay/reach.h"
#include "overlay/xattrs.h"

#define BLOCK 65536

static ssize_t read_block(int fd, char *block)
{
    ssize_t size = 0, got;

    while (size < BLOCK && (got = read(fd, block + size, (size_t)(BLOCK - size))) > 0)
        size += got;
    return got < 0 ? -1 : size;
}

static bool are_contents_equal(int one, int other)
{
    static char a[BLOCK], b[BLOCK];
    ssize_t size;

    do {
        size = read_block(one, a);
        if (size < 0 || read_block(other, b) != size || memcmp(a, b, (size_t)size) != 0)
            return false;
    } while (size > 0);
    return true;
}

static bool are_files_equal(int upper_root, int lower_root, const char *path)
{
    int upper = reach_read(upper_root, path);
    int lower = reach_open(lower_root, path, O_RDONLY);
    bool is_equal = upper >= 0 && lower >= 0 && are_contents_equal(upper, lower);

    if (upper >= 0)
        close(upper);
    if (lower >= 0)
        close(lower);
    return is_equal;
}

static ssize_t read_text(int root, const char *path, char text[PATH_MAX])
{
    const char *name;
    int parent = reach_parent(root, path, &name);
    ssize_t size = parent < 0 ? -1 : readlinkat(parent, name, text, PATH_MAX);

    if (parent >= 0)
        close(parent);
    return size;
}

static bool are_links_equal(int upper_root, int lower_root, const char *path)
{
    char upper[PATH_MAX], lower[PATH_MAX];
    ssize_t size = read_text(upper_root, path, upper);

    return size >= 0 && read_text(lower_root, path, lower) == size &&
           memcmp(upper, lower, (size_t)size) == 0;
}

static bool has_same_content(int upper_root, const struct stat *upper, int lower_root,
                             const struct stat *lower, const char *path)
{
    if ((upper->st_mode & S_IFMT) != (lower->st_mode & S_IFMT))
        return false;
    if (S_ISREG(upper->st_mode))
        return upper->st_size == lower->st_size &&
               are_files_equal(upper_root, lower_root, path);
    if (S_ISLNK(upper->st_mode))
        return are_links_equal(upper_root, lower_root, path);
    return upper->st_rdev == lower->st_rdev;
}

static bool has_same_xattrs(int upper_root, int lower_root, const char *path)
{
    int upper = reach_open(upper_root, path, O_PATH);
    int lower = reach_open(lower_root, path, O_PATH);
    bool is_equal = upper >= 0 && lower >= 0 && xattrs_are_equal(upper, lower);

    if (upper >= 0)
        close(upper);
    if (lower >= 0)
        close(lower);
    return is_equal;
}

static bool bears_xattrs(mode_t mode)
{
    return S_ISREG(mode) || S_ISDIR(mode);
}

static bool is_same_time(const struct stat *one, const struct stat *other)
{
    return one->st_mtim.tv_sec == other->st_mtim.tv_sec &&
           one->st_mtim.tv_nsec == other->st_mtim.tv_nsec;
}

unsigned compare_files(int upper_root, const struct stat *upper, int lower_root,
                       const struct stat *lower, const char *path)
{
    bool is_directory = S_ISDIR(upper->st_mode);
    unsigned what = 0;

    if (!is_directory && !has_same_content(upper_root, upper, lower_root, lower, path))
        what |= WHAT_CONTENT;
    if (!S_ISLNK(upper->st_mode) && (upper->st_mode & 07777) != (lower->st_mode & 07777))
        what |= WHAT_MODE;
    if (upper->st_uid != lower->st_uid || upper->st_gid != lower->st_gid)
        what |= WHAT_OWNER;
    if ((upper->st_mode & S_IFMT) == (lower->st_mode & S_IFMT) &&
        bears_xattrs(upper->st_mode) && !has_same_xattrs(upper_root, lower_root, path))
        what |= WHAT_XATTRS;
    /* A directory's time is that of its last entry. */
    if (!is_directory && what == 0 && !is_same_time(upper, lower))
        what |= WHAT_TIME;
    return what;
}
