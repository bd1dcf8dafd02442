/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * private_tmp.c - what is removed was made by a hostile program, which may still run:
 * no link is followed, and however deep its directories are, a few descriptors suffice.
 */
#include "contain/private_tmp.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "policy/policy.h"

/* Directories deeper than this are moved up before they are removed. */
#define DEPTH_MOST 32
/* Whoever makes files faster than they are removed does not keep us for ever. */
#define ROUNDS_MOST 64

static char path[] = "/tmp/lxrun-XXXXXX";
static bool is_there;

long private_tmp_make(struct policy *policy)
{
    const unsigned all = RIGHT_READ | RIGHT_WRITE | RIGHT_CREATE | RIGHT_EXECUTE;

    if (mkdtemp(path) == NULL)
        return 0;
    is_there = true;
    atexit(private_tmp_remove);
    if (setenv("TMPDIR", path, 1) != 0)
        return -ENOMEM;
    return policy_paths_add(&policy->paths, path, all, false,
                            "the profile (a private directory for TMPDIR)");
}

struct removal {
    int top;
    unsigned moved; /* directories that have been moved to the top */
};

static void empty(struct removal *removal, int directory, int depth);

static void remove_directory(struct removal *removal, int parent, const char *name,
                             int depth)
{
    char new_name[32];
    int fd;

    if (depth == DEPTH_MOST) {
        snprintf(new_name, sizeof(new_name), "moved-%u", removal->moved++);
        renameat(parent, name, removal->top, new_name);
        return;
    }
    fd = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0 && errno == EACCES && fchmodat(parent, name, 0700, AT_SYMLINK_NOFOLLOW) == 0)
        fd = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd >= 0) {
        if (fchmod(fd, 0700) == 0)
            empty(removal, fd, depth + 1);
        close(fd);
    }
    unlinkat(parent, name, AT_REMOVEDIR);
}

static bool is_dots(const char *name)
{
    return strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
}

static void empty(struct removal *removal, int directory, int depth)
{
    int fd = openat(directory, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *list = fd < 0 ? NULL : fdopendir(fd);
    const struct dirent *entry;

    if (list == NULL) {
        if (fd >= 0)
            close(fd);
        return;
    }
    while ((entry = readdir(list)) != NULL)
        if (!is_dots(entry->d_name) && unlinkat(directory, entry->d_name, 0) != 0)
            remove_directory(removal, directory, entry->d_name, depth);
    closedir(list);
}

void private_tmp_remove(void)
{
    struct removal removal = { .top = -1 };

    if (!is_there)
        return;
    is_there = false;
    removal.top = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    for (int i = 0; i < ROUNDS_MOST && removal.top >= 0 && rmdir(path) != 0; i++)
        empty(&removal, removal.top, 0);
    if (removal.top >= 0)
        close(removal.top);
}
