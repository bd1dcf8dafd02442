/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * put.c - renameat2(2): NOREPLACE where nothing stood, EXCHANGE where something did.
 *
 *     lxrun                          somebody else
 *     -----                          -------------
 *     looks at FILE
 *                                    puts another FILE in its place
 *     exchanges FILE and its own
 *     sees what it got: not FILE
 *     exchanges them back
 *
 * A file that is written to in between, without being replaced, has another time and
 * size; only what is written through a descriptor from then on is lost, as with any
 * rename.
 */
#include "overlay/put.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "overlay/change.h"
#include "overlay/copy.h"
#include "overlay/reach.h"

#define NAME_SIZE 48

static void fresh_name(int parent, char name[NAME_SIZE])
{
    static unsigned long number;

    do
        snprintf(name, NAME_SIZE, ".lxrun-commit-%d-%lu", (int)getpid(), number++);
    while (faccessat(parent, name, F_OK, AT_SYMLINK_NOFOLLOW) == 0);
}

/* ctime is changed by the renaming itself. */
static bool is_as_seen(int parent, const char *name, const struct stat *seen)
{
    struct stat status;

    return fstatat(parent, name, &status, AT_SYMLINK_NOFOLLOW) == 0 &&
           status.st_dev == seen->st_dev && status.st_ino == seen->st_ino &&
           status.st_mode == seen->st_mode && status.st_size == seen->st_size &&
           status.st_mtim.tv_sec == seen->st_mtim.tv_sec &&
           status.st_mtim.tv_nsec == seen->st_mtim.tv_nsec;
}

static bool is_not_supported(int error)
{
    return error == EINVAL || error == ENOSYS;
}

/* Network file systems know neither way of renaming. */
static long place_new(int parent, const char *fresh, const char *name)
{
    if (renameat2(parent, fresh, parent, name, RENAME_NOREPLACE) == 0)
        return 0;
    if (!is_not_supported(errno))
        return -errno;
    if (faccessat(parent, name, F_OK, AT_SYMLINK_NOFOLLOW) == 0)
        return -EEXIST;
    return renameat(parent, fresh, parent, name) == 0 ? 0 : -errno;
}

static long place_over(int parent, const char *fresh, const char *name,
                       const struct stat *seen)
{
    if (renameat2(parent, fresh, parent, name, RENAME_EXCHANGE) == 0) {
        if (is_as_seen(parent, fresh, seen))
            return unlinkat(parent, fresh, 0) == 0 ? 0 : -errno;
        renameat2(parent, fresh, parent, name, RENAME_EXCHANGE);
        return -ESTALE;
    }
    if (errno == ENOENT)
        return -ESTALE;
    if (!is_not_supported(errno))
        return -errno;
    if (!is_as_seen(parent, name, seen))
        return -ESTALE;
    return renameat(parent, fresh, parent, name) == 0 ? 0 : -errno;
}

/* One file of the layer that has several names has them on the host. */
static const struct change *find_twin(const struct changes *changes,
                                      const struct change *change)
{
    if (!S_ISREG(change->upper.st_mode) || change->upper.st_nlink < 2)
        return NULL;
    for (const struct change *other = changes->items; other < change; other++)
        if (other->part == change->part && other->kind != CHANGE_REMOVED &&
            other->upper.st_ino == change->upper.st_ino && other->refusal == NULL &&
            (other->kind == CHANGE_CREATED || (other->what & WHAT_CONTENT) != 0))
            return other;
    return NULL;
}

static bool make_twin(const struct changes *changes, const struct change *change, int parent,
                      const char *name)
{
    const struct change *twin = find_twin(changes, change);
    char path[REACH_NAME_SIZE];
    int file = twin == NULL ? -1
                            : reach_open(changes->lowers[twin->part], twin->path, O_PATH);
    struct stat status;
    bool is_made = file >= 0 && fstat(file, &status) == 0 &&
                   status.st_size == change->upper.st_size &&
                   linkat(AT_FDCWD, reach_name(path, file), parent, name,
                          AT_SYMLINK_FOLLOW) == 0;

    if (file >= 0)
        close(file);
    return is_made;
}

static void make_durable(int parent)
{
    int fd = openat(parent, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    if (fd < 0)
        return;
    fsync(fd);
    close(fd);
}

long put_file(const struct changes *changes, const struct change *change, int parent,
              const char *name)
{
    char fresh[NAME_SIZE];
    long err = 0;

    fresh_name(parent, fresh);
    if (!make_twin(changes, change, parent, fresh))
        err = copy_make(changes->uppers[change->part], change->path, &change->upper, parent,
                        fresh);
    if (err == 0)
        err = change->kind == CHANGE_CREATED ? place_new(parent, fresh, name)
                                             : place_over(parent, fresh, name,
                                                          &change->lower);
    if (err != 0)
        unlinkat(parent, fresh, 0);
    else
        make_durable(parent);
    return err;
}

long put_link_attributes(int lower_root, const struct change *change)
{
    const struct timespec times[] = { { .tv_nsec = UTIME_OMIT }, change->upper.st_mtim };
    const char *name;
    int parent = reach_parent(lower_root, change->path, &name);
    long err = 0;

    if (parent < 0)
        return parent;
    if (fchownat(parent, name, change->upper.st_uid, change->upper.st_gid,
                 AT_SYMLINK_NOFOLLOW) != 0 ||
        utimensat(parent, name, times, AT_SYMLINK_NOFOLLOW) != 0)
        err = -errno;
    close(parent);
    return err;
}

long put_away(int parent, const char *name, const struct stat *seen)
{
    char fresh[NAME_SIZE];

    if (S_ISDIR(seen->st_mode))
        return unlinkat(parent, name, AT_REMOVEDIR) == 0 || errno == ENOENT ? 0 : -errno;
    fresh_name(parent, fresh);
    if (renameat2(parent, name, parent, fresh, RENAME_NOREPLACE) != 0) {
        if (errno == ENOENT)
            return 0;
        if (!is_not_supported(errno))
            return -errno;
        if (!is_as_seen(parent, name, seen))
            return -ESTALE;
        return unlinkat(parent, name, 0) == 0 ? 0 : -errno;
    }
    if (is_as_seen(parent, fresh, seen))
        return unlinkat(parent, fresh, 0) == 0 ? 0 : -errno;
    renameat2(parent, fresh, parent, name, RENAME_NOREPLACE);
    return -ESTALE;
}
