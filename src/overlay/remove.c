/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * remove.c - without recursion: a tree may be deeper than any stack or path.
 *
 * What lies two levels down is moved up to the top and taken from there, so that no
 * more than two directories are open at any time.
 */
#include "overlay/remove.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool is_dots(const char *name)
{
    return strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
}

/* Modes of a guest's choice are no hindrance; links are not followed. */
static int open_directory(int parent, const char *name)
{
    int path = openat(parent, name, O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    char own[32];
    int fd;

    if (path < 0)
        return -errno;
    snprintf(own, sizeof(own), "/proc/self/fd/%d", path);
    if (chmod(own, 0700) != 0) {
        close(path);
        return -errno;
    }
    fd = openat(path, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    close(path);
    return fd < 0 ? -errno : fd;
}

/* Needs write permission on the directory itself, whose `..` changes. */
static long move_up(int from, const char *name, int top)
{
    static unsigned long number;
    char fresh[32];
    int fd = open_directory(from, name);

    if (fd < 0)
        return fd;
    close(fd);
    do
        snprintf(fresh, sizeof(fresh), "lxrun-%lu", number++);
    while (faccessat(top, fresh, F_OK, AT_SYMLINK_NOFOLLOW) == 0);
    return renameat(from, name, top, fresh) == 0 ? 0 : -errno;
}

static long take_entry(int directory, const char *name, int top)
{
    if (unlinkat(directory, name, 0) == 0 || errno == ENOENT)
        return 0;
    if (errno != EISDIR && errno != EPERM)
        return -errno;
    return move_up(directory, name, top);
}

static long flatten(int directory, int top)
{
    DIR *list = fdopendir(directory);
    const struct dirent *entry;
    long err = list == NULL ? -errno : 0;

    while (err == 0 && (entry = readdir(list)) != NULL)
        if (!is_dots(entry->d_name))
            err = take_entry(directory, entry->d_name, top);
    if (list != NULL)
        closedir(list);
    else
        close(directory);
    return err;
}

static long remove_directory(int top, const char *name)
{
    int fd = open_directory(top, name);
    long err = fd < 0 ? fd : flatten(fd, top);

    if (err == 0 && unlinkat(top, name, AT_REMOVEDIR) != 0)
        err = -errno;
    return err;
}

static long remove_entry(int top, const char *name)
{
    if (unlinkat(top, name, 0) == 0 || errno == ENOENT)
        return 0;
    return errno == EISDIR || errno == EPERM ? remove_directory(top, name) : -errno;
}

/* One pass; *count entries were there. */
static long remove_round(int top, unsigned long *count)
{
    int fd = openat(top, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *list = fd < 0 ? NULL : fdopendir(fd);
    const struct dirent *entry;
    long err = list == NULL ? -errno : 0;

    *count = 0;
    while (err == 0 && (entry = readdir(list)) != NULL)
        if (!is_dots(entry->d_name)) {
            ++*count;
            err = remove_entry(top, entry->d_name);
        }
    if (list != NULL)
        closedir(list);
    return err;
}

long remove_all_in(int directory)
{
    unsigned long count = 1;
    long err = 0;

    while (err == 0 && count != 0)
        err = remove_round(directory, &count);
    return err;
}
