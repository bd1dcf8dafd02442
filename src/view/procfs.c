/* SPDX-License-Identifier: GPL-2.0-or-later */
/* procfs.c - see procfs.h. */
#include "view/procfs.h"

#include "core/host.h"
#include "core/string.h"

#include <linux/magic.h>

/* struct statfs: the type, and the rest, which is not looked at. */
struct statfs_head {
    int64_t type;
    uint8_t rest[112];
};

bool procfs_holds(hostfd_t fd)
{
    struct statfs_head head;

    return host_call3(SYS_fstatfs, (uint64_t)fd, HOST_POINTER(&head), 0) == 0 &&
           head.type == PROC_SUPER_MAGIC;
}

size_t procfs_path_of(hostfd_t fd, char *path, size_t size)
{
    char link[40] = "/proc/self/fd/";
    long got;

    string_put_decimal(link + strlen(link), (uint64_t)fd);
    got = host_readlink(link, path, size);
    if (got <= 0 || (size_t)got == size)
        return 0;
    path[got] = '\0';
    return (size_t)got;
}

bool procfs_ends_with(const char *path, size_t size, const char *end)
{
    const size_t end_size = strlen(end);

    return size >= end_size && memcmp(path + size - end_size, end, end_size) == 0;
}

bool procfs_is_memory(hostfd_t fd)
{
    char path[80];
    size_t size = procfs_holds(fd) ? procfs_path_of(fd, path, sizeof(path)) : 0;

    return procfs_ends_with(path, size, "/mem");
}
