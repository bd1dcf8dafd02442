/* SPDX-License-Identifier: GPL-2.0-or-later */
/* siblings.c - see siblings.h. */
#include "policy/siblings.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "policy/list.h"
#include "policy/policy.h"

/* Listing is all that a directory itself can be used for. */
#define RIGHTS_OF_LIST (RIGHT_READ | RIGHT_LIST)

static long hide(struct siblings *siblings, const char *path)
{
    char *real = realpath(path, NULL);

    if (real == NULL)
        return errno == ENOMEM ? -ENOMEM : 0;
    return list_append(&siblings->hidden, &siblings->count, &real, sizeof(real));
}

/* Without a mount namespace /dev holds the host's devices and /tmp everybody's files. */
long siblings_hide_for(struct siblings *siblings, struct policy *policy)
{
    const struct policy_paths *paths = &policy->paths;
    long err = 0;

    siblings->policy = policy;
    if (paths->has_devices && policy->mounts.is_private)
        err = hide(siblings, "/dev");
    if (err == 0 && paths->has_private_tmp)
        err = hide(siblings, "/tmp");
    for (size_t i = 0; err == 0 && i < paths->count; i++)
        if (paths->items[i].rights == 0)
            err = hide(siblings, paths->items[i].path);
    return err;
}

static bool is_within(const char *path, const char *directory)
{
    size_t size = strlen(directory);

    if (size == 1)
        return true;
    return strncmp(path, directory, size) == 0 &&
           (path[size] == '/' || path[size] == '\0');
}

static bool has_hidden(const struct siblings *siblings, const char *real)
{
    for (size_t i = 0; i < siblings->count; i++)
        if (is_within(siblings->hidden[i], real))
            return true;
    return false;
}

static bool is_hidden(const struct siblings *siblings, const char *real)
{
    for (size_t i = 0; i < siblings->count; i++)
        if (strcmp(siblings->hidden[i], real) == 0)
            return true;
    return false;
}

bool siblings_are_needed(const struct siblings *siblings, const char *path)
{
    char *real = realpath(path, NULL);
    bool is_needed = real != NULL && has_hidden(siblings, real);

    free(real);
    return is_needed;
}

static long grant_around(struct siblings *siblings, const char *directory,
                         unsigned rights);

static long grant_entry(struct siblings *siblings, const char *directory,
                        const struct dirent *entry, unsigned rights)
{
    char *path;

    if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0 ||
        entry->d_type == DT_LNK)
        return 0;
    if (asprintf(&path, "%s/%s", directory[1] == '\0' ? "" : directory, entry->d_name) <
        0)
        return -ENOMEM;
    if (is_hidden(siblings, path))
        return 0;
    if (has_hidden(siblings, path))
        return grant_around(siblings, path, rights);
    return siblings->add(siblings->owner, path, rights);
}

static long grant_around(struct siblings *siblings, const char *directory,
                         unsigned rights)
{
    long err = siblings->add(siblings->owner, directory,
                             rights & RIGHTS_OF_LIST ? RIGHT_LIST : 0);
    const struct dirent *entry;
    DIR *list;

    if (err != 0)
        return err;
    list = opendir(directory);
    if (list == NULL)
        return errno == ENOMEM ? -ENOMEM : 0;
    while (err == 0 && (entry = readdir(list)) != NULL)
        err = grant_entry(siblings, directory, entry, rights);
    closedir(list);
    return err;
}

long siblings_grant(struct siblings *siblings, const struct policy_path *path)
{
    const char *why = "a directory in which something hidden lies cannot be granted for "
                      "making files without a mount namespace; work in a directory below "
                      "it (see lxrun doctor)";
    char *real = realpath(path->path, NULL);
    unsigned rights = path->rights;

    if (real == NULL)
        return -errno;
    if (is_hidden(siblings, real))
        return 0;
    if ((rights & RIGHT_CREATE) != 0) {
        if (policy_give_up(siblings->policy, path->origin, why) != 0)
            return -EACCES;
        return siblings->add(siblings->owner, real, rights);
    }
    return grant_around(siblings, real, rights);
}
