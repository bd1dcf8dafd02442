/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * part.c - made and read.
 *
 * The directory that the guest finds in the host's place is `upper`, and has what the
 * host's has: its mode, its owner where root runs lxrun, its access lists.  A user who
 * is not the owner owns `upper` all the same, and may write there if that user may in
 * the host's.  (What may be read of the host's the kernel sees to itself.)
 */
#include "overlay/part.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "overlay/layer.h"
#include "policy/list.h"

#define OWN_XATTR "user.lxrun.layer"

void part_name(char *text, unsigned long part, const char *name)
{
    snprintf(text, PART_NAME_SIZE, "%lu%s%s", part, name[0] == '\0' ? "" : "/", name);
}

static mode_t mode_of_upper(const char *lower, const struct stat *status, bool is_owners)
{
    mode_t mode = status->st_mode & 07777;

    if (is_owners)
        return mode;
    mode = (mode & ~(mode_t)0700) | 0500;
    return mode | (faccessat(AT_FDCWD, lower, W_OK, AT_EACCESS) == 0 ? 0200 : 0);
}

/* Root in a user namespace cannot give to whom it does not know. */
static bool give_to_owner(int upper, const struct stat *status)
{
    return status->st_uid == geteuid() || fchown(upper, status->st_uid, status->st_gid) == 0;
}

static void copy_access_list(const char *lower, int upper, const char *name)
{
    char value[4096];
    ssize_t size = getxattr(lower, name, value, sizeof(value));

    if (size > 0)
        fsetxattr(upper, name, value, (size_t)size, 0);
}

/* overlayfs keeps its notes there, in a user's name. */
static bool keeps_xattrs(int upper)
{
    return fsetxattr(upper, OWN_XATTR, "", 0, 0) == 0 && fremovexattr(upper, OWN_XATTR) == 0;
}

static bool dress_upper(int upper, struct layer_part *part, const struct stat *status)
{
    if (!keeps_xattrs(upper))
        return false;
    part->mode = mode_of_upper(part->lower, status, give_to_owner(upper, status));
    copy_access_list(part->lower, upper, "system.posix_acl_default");
    copy_access_list(part->lower, upper, "system.posix_acl_access");
    return fchmod(upper, part->mode) == 0;
}

static bool write_identity(int directory, const struct layer_part *part)
{
    int fd = openat(directory, "identity", O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    bool is_written = fd >= 0 &&
                      dprintf(fd, "%llu %o\n", (unsigned long long)part->inode, part->mode) > 0;

    if (fd >= 0)
        close(fd);
    return is_written;
}

static bool make_upper(int directory, struct layer_part *part, const struct stat *status)
{
    int upper = mkdirat(directory, "upper", 0700) == 0
                    ? openat(directory, "upper", O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
    bool is_made = upper >= 0 && dress_upper(upper, part, status);

    if (upper >= 0)
        close(upper);
    return is_made;
}

static bool fill(int directory, struct layer_part *part, const struct stat *status)
{
    return symlinkat(part->lower, directory, "lower") == 0 &&
           mkdirat(directory, "work", 0700) == 0 && make_upper(directory, part, status) &&
           write_identity(directory, part);
}

static bool make(const struct layer *layer, struct layer_part *part,
                 const struct stat *status)
{
    char name[PART_NAME_SIZE];
    int directory;
    bool is_made;

    part_name(name, layer->part_count, "");
    if (mkdirat(layer->fd, name, 0700) != 0)
        return false;
    directory = openat(layer->fd, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    is_made = directory >= 0 && fill(directory, part, status);
    if (directory >= 0)
        close(directory);
    return is_made;
}

long part_make(struct layer *layer, const char *lower)
{
    struct layer_part part = { .lower = strdup(lower) };
    struct stat status;

    if (part.lower == NULL || stat(lower, &status) != 0)
        return -1;
    part.inode = status.st_ino;
    if (!make(layer, &part, &status))
        return -1;
    errno = ENOMEM;
    if (list_append(&layer->parts, &layer->part_count, &part, sizeof(part)) != 0)
        return -1;
    return (long)layer->part_count - 1;
}

static char *read_lower(int directory)
{
    char path[PATH_MAX];
    ssize_t size = readlinkat(directory, "lower", path, sizeof(path) - 1);

    if (size <= 0)
        return NULL;
    path[size] = '\0';
    return strdup(path);
}

static bool read_identity(int directory, struct layer_part *part)
{
    char text[96] = "";
    unsigned long long inode;
    int fd = openat(directory, "identity", O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    ssize_t size = fd < 0 ? -1 : read(fd, text, sizeof(text) - 1);

    if (fd >= 0)
        close(fd);
    errno = EINVAL;
    if (size <= 0 || sscanf(text, "%llu %o", &inode, &part->mode) != 2)
        return false;
    part->inode = inode;
    return true;
}

static long load(struct layer *layer, int directory)
{
    struct layer_part part = { .lower = read_lower(directory) };

    if (part.lower == NULL || !read_identity(directory, &part))
        return -errno;
    return list_append(&layer->parts, &layer->part_count, &part, sizeof(part));
}

long part_load_all(struct layer *layer)
{
    for (;;) {
        char name[PART_NAME_SIZE];
        int directory;
        long err;

        part_name(name, layer->part_count, "");
        directory = openat(layer->fd, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
        if (directory < 0)
            return errno == ENOENT ? 0 : -errno;
        err = load(layer, directory);
        close(directory);
        if (err != 0)
            return err;
    }
}
