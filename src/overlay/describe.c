/* SPDX-License-Identifier: GPL-2.0-or-later */
/* describe.c - the same for people and in JSON. */
#include "overlay/describe.h"

const char *describe_kind(enum change_kind kind)
{
    static const char *const words[] = {
        [CHANGE_CREATED] = "created",
        [CHANGE_CHANGED] = "changed",
        [CHANGE_REMOVED] = "removed",
    };

    return words[kind];
}

const char *describe_type(mode_t mode)
{
    switch (mode & S_IFMT) {
    case S_IFREG:
        return "file";
    case S_IFDIR:
        return "directory";
    case S_IFLNK:
        return "link";
    case S_IFIFO:
        return "fifo";
    case S_IFSOCK:
        return "socket";
    default:
        return "device";
    }
}

const char *describe_what(unsigned bit)
{
    switch (bit) {
    case WHAT_CONTENT:
        return "content";
    case WHAT_MODE:
        return "mode";
    case WHAT_OWNER:
        return "owner";
    case WHAT_XATTRS:
        return "attributes";
    default:
        return "time";
    }
}
