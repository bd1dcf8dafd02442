/* SPDX-License-Identifier: GPL-2.0-or-later */
/* xattrs.c - by names in /proc, as no call takes a descriptor of a path. */
#include "overlay/xattrs.h"

#include <errno.h>
#include <linux/limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/xattr.h>

#include "overlay/closed.h"
#include "overlay/reach.h"

#define NOTE "user.overlay."
#define ESCAPED "user.overlay.overlay."
#define NAMES_MOST 65536
#define VALUE_MOST 65536

static bool begins(const char *name, const char *with)
{
    return strncmp(name, with, strlen(with)) == 0;
}

static bool is_kept(const char *name)
{
    return begins(name, "user.") || begins(name, "system.posix_acl_") ||
           strcmp(name, "security.capability") == 0;
}

/* The name that the guest knows, or NULL: it knows of none. */
static const char *outside_name(const char *name, char room[XATTR_NAME_MAX + 1])
{
    if (!is_kept(name) || (begins(name, NOTE) && !begins(name, ESCAPED)) ||
        strcmp(name, CLOSED_NOTE) == 0)
        return NULL;
    if (!begins(name, ESCAPED))
        return name;
    snprintf(room, XATTR_NAME_MAX + 1, NOTE "%s", name + strlen(ESCAPED));
    return room;
}

bool xattrs_note(int fd, const char *name)
{
    char file[REACH_NAME_SIZE], whole[64];

    snprintf(whole, sizeof(whole), NOTE "%s", name);
    return getxattr(reach_name(file, fd), whole, NULL, 0) >= 0;
}

static ssize_t list(int fd, char *names)
{
    char file[REACH_NAME_SIZE];
    ssize_t size = listxattr(reach_name(file, fd), names, NAMES_MOST);

    return size < 0 ? 0 : size;
}

/* `-1`, where it has no such attribute, differs from any value's size. */
static ssize_t get(int fd, const char *name, char *value)
{
    char file[REACH_NAME_SIZE];

    return getxattr(reach_name(file, fd), name, value, VALUE_MOST);
}

typedef bool attribute_function(void *owner, const char *name, const char *value, size_t size);

/* Each of a layer's file, by its outside name.  False as soon as one is. */
static bool each_of_upper(int upper, attribute_function *call, void *owner)
{
    char *names = malloc(NAMES_MOST), *value = malloc(VALUE_MOST);
    char room[XATTR_NAME_MAX + 1];
    ssize_t size = names == NULL ? 0 : list(upper, names);
    bool is_well = names != NULL && value != NULL;

    for (const char *at = names; is_well && at < names + size; at += strlen(at) + 1) {
        const char *name = outside_name(at, room);
        ssize_t count = name == NULL ? -1 : get(upper, at, value);

        is_well = count < 0 || call(owner, name, value, (size_t)count);
    }
    free(names);
    free(value);
    return is_well;
}

static bool is_at_lower(void *owner, const char *name, const char *value, size_t size)
{
    char *other = malloc(VALUE_MOST);
    ssize_t count = other == NULL ? -1 : get(*(int *)owner, name, other);
    bool is_equal = count == (ssize_t)size && memcmp(other, value, size) == 0;

    free(other);
    return is_equal;
}

static bool is_named(void *owner, const char *name, const char *value, size_t size)
{
    (void)value;
    (void)size;
    return strcmp(owner, name) != 0;
}

/* Those of the host's file that the layer's has not.  False as soon as `call` is. */
static bool each_only_at_lower(int upper, int lower, bool (*call)(int lower, const char *name))
{
    char *names = malloc(NAMES_MOST);
    ssize_t size = names == NULL ? 0 : list(lower, names);
    bool is_well = names != NULL;

    for (char *at = names; is_well && at < names + size; at += strlen(at) + 1)
        if (is_kept(at) && each_of_upper(upper, is_named, at))
            is_well = call(lower, at);
    free(names);
    return is_well;
}

static bool refuse(int lower, const char *name)
{
    (void)lower;
    (void)name;
    return false;
}

bool xattrs_are_equal(int upper, int lower)
{
    return each_of_upper(upper, is_at_lower, &lower) &&
           each_only_at_lower(upper, lower, refuse);
}

static bool set_at_lower(void *owner, const char *name, const char *value, size_t size)
{
    char file[REACH_NAME_SIZE];

    return setxattr(reach_name(file, *(int *)owner), name, value, size, 0) == 0;
}

static bool remove_at_lower(int lower, const char *name)
{
    char file[REACH_NAME_SIZE];

    return removexattr(reach_name(file, lower), name) == 0;
}

long xattrs_copy(int upper, int lower)
{
    errno = ENOMEM;
    return each_of_upper(upper, set_at_lower, &lower) &&
                   each_only_at_lower(upper, lower, remove_at_lower)
               ? 0 : -errno;
}
