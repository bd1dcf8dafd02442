/* SPDX-License-Identifier: GPL-2.0-or-later */
/* copy.c - holes stay holes, and file systems that can share blocks do. */
#include "overlay/copy.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdbool.h>
#include <unistd.h>

#include "overlay/reach.h"
#include "overlay/xattrs.h"

#define BLOCK 65536

static long write_all(int fd, const char *block, size_t size, off_t at)
{
    while (size > 0) {
        ssize_t done = pwrite(fd, block, size, at);

        if (done < 0)
            return -errno;
        block += done;
        at += done;
        size -= (size_t)done;
    }
    return 0;
}

static long copy_by_hand(int from, int to, off_t at, off_t end)
{
    static char block[BLOCK];
    long err = 0;

    while (err == 0 && at < end) {
        size_t size = end - at < BLOCK ? (size_t)(end - at) : BLOCK;
        ssize_t got = pread(from, block, size, at);

        if (got <= 0)
            return got < 0 ? -errno : 0;
        err = write_all(to, block, (size_t)got, at);
        at += got;
    }
    return err;
}

static long copy_range(int from, int to, off_t at, off_t end)
{
    while (at < end) {
        off_t from_at = at, to_at = at;
        ssize_t done = copy_file_range(from, &from_at, to, &to_at, (size_t)(end - at), 0);

        if (done < 0)
            return copy_by_hand(from, to, at, end);
        if (done == 0)
            return 0;
        at += done;
    }
    return 0;
}

static long copy_data(int from, int to, off_t size)
{
    off_t at = 0;
    long err = ftruncate(to, size) == 0 ? 0 : -errno;

    while (err == 0 && at < size) {
        off_t data = lseek(from, at, SEEK_DATA), hole;

        if (data < 0)
            return errno == ENXIO ? 0 : -errno;
        hole = lseek(from, data, SEEK_HOLE);
        if (hole < 0)
            return -errno;
        err = copy_range(from, to, data, hole < size ? hole : size);
        at = hole;
    }
    return err;
}

/* Giving a file away takes its set-id bits; they are put back after it. */
static long set_owner(int file, const struct stat *upper)
{
    char name[REACH_NAME_SIZE];
    struct stat status;

    if (fstat(file, &status) != 0)
        return -errno;
    if (status.st_uid == upper->st_uid && status.st_gid == upper->st_gid)
        return 0;
    return chown(reach_name(name, file), upper->st_uid, upper->st_gid) == 0 ? 0 : -errno;
}

static long set_time(int file, const struct stat *upper)
{
    const struct timespec times[] = { { .tv_nsec = UTIME_OMIT }, upper->st_mtim };
    char name[REACH_NAME_SIZE];

    return utimensat(AT_FDCWD, reach_name(name, file), times, 0) == 0 ? 0 : -errno;
}

static bool bears_xattrs(mode_t mode)
{
    return S_ISREG(mode) || S_ISDIR(mode);
}

static long copy_xattrs(int upper_root, const char *path, int file)
{
    int from = reach_open(upper_root, path, O_PATH);
    long err = from < 0 ? from : xattrs_copy(from, file);

    if (from >= 0)
        close(from);
    return err;
}

long copy_attributes(int upper_root, const char *path, const struct stat *upper, int file)
{
    char name[REACH_NAME_SIZE];
    long err = set_owner(file, upper);

    if (err == 0 && bears_xattrs(upper->st_mode))
        err = copy_xattrs(upper_root, path, file);
    if (err == 0 && chmod(reach_name(name, file), upper->st_mode & 07777) != 0)
        err = -errno;
    return err != 0 || S_ISDIR(upper->st_mode) ? err : set_time(file, upper);
}

static long fill_file(int upper_root, const char *path, const struct stat *upper, int to)
{
    int from = reach_read(upper_root, path);
    struct stat status;
    long err = from < 0 ? from : 0;

    if (err == 0 && (fstat(from, &status) != 0 || !S_ISREG(status.st_mode)))
        err = -EINVAL;
    if (err == 0)
        err = copy_data(from, to, status.st_size);
    if (err == 0)
        err = copy_attributes(upper_root, path, upper, to);
    if (err == 0 && fsync(to) != 0)
        err = -errno;
    if (from >= 0)
        close(from);
    return err;
}

static long make_file(int upper_root, const char *path, const struct stat *upper,
                      int directory, const char *name)
{
    int to = openat(directory, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    long err;

    if (to < 0)
        return -errno;
    err = fill_file(upper_root, path, upper, to);
    close(to);
    return err;
}

static long make_link(int upper_root, const char *path, const struct stat *upper,
                      int directory, const char *name)
{
    const struct timespec times[] = { { .tv_nsec = UTIME_OMIT }, upper->st_mtim };
    char text[PATH_MAX];
    const char *leaf;
    int parent = reach_parent(upper_root, path, &leaf);
    ssize_t size = parent < 0 ? -1 : readlinkat(parent, leaf, text, sizeof(text) - 1);

    if (parent >= 0)
        close(parent);
    if (size < 0)
        return parent < 0 ? parent : -errno;
    text[size] = '\0';
    if (symlinkat(text, directory, name) != 0)
        return -errno;
    if (fchownat(directory, name, upper->st_uid, upper->st_gid, AT_SYMLINK_NOFOLLOW) != 0)
        return -errno;
    return utimensat(directory, name, times, AT_SYMLINK_NOFOLLOW) == 0 ? 0 : -errno;
}

static long make_node(int upper_root, const char *path, const struct stat *upper,
                      int directory, const char *name)
{
    int file;
    long err;

    if (mknodat(directory, name, (upper->st_mode & S_IFMT) | 0600, 0) != 0)
        return -errno;
    file = openat(directory, name, O_PATH | O_NOFOLLOW | O_CLOEXEC);
    err = file < 0 ? -errno : copy_attributes(upper_root, path, upper, file);
    if (file >= 0)
        close(file);
    return err;
}

long copy_make(int upper_root, const char *path, const struct stat *upper, int directory,
               const char *name)
{
    if (S_ISREG(upper->st_mode))
        return make_file(upper_root, path, upper, directory, name);
    if (S_ISLNK(upper->st_mode))
        return make_link(upper_root, path, upper, directory, name);
    if (S_ISFIFO(upper->st_mode) || S_ISSOCK(upper->st_mode))
        return make_node(upper_root, path, upper, directory, name);
    return -EPERM;
}
