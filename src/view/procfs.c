/* SPDX-License-Identifier: GPL-2.0-or-later */
/* procfs.c - see procfs.h. */
#include "view/procfs.h"

#include "core/host.h"
#include "core/own_fds.h"
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

/* Elsewhere there may be such names, too: only that they are not lxcore's. */
bool procfs_names_own_fd(const char *path, size_t size)
{
    size_t digits = 0;
    uint64_t fd;

    while (digits < size && path[size - 1 - digits] >= '0' &&
           path[size - 1 - digits] <= '9')
        digits++;
    if (digits == 0 || string_get_decimal(path + size - digits, digits, &fd) != digits ||
        !own_fd_is(fd))
        return false;
    return procfs_ends_with(path, size - digits, "/fd/") ||
           procfs_ends_with(path, size - digits, "/fdinfo/");
}

bool procfs_is_memory(hostfd_t fd)
{
    char path[80];
    size_t size = procfs_holds(fd) ? procfs_path_of(fd, path, sizeof(path)) : 0;

    return procfs_ends_with(path, size, "/mem");
}

/* The number that ends before `end`, not before `start`; -1 if there is none.
 * *before is the slash in front of it. */
static int number_before(const char *start, const char *end, const char **before)
{
    int number = 0, scale = 1;
    const char *at = end;

    while (at > start && at[-1] >= '0' && at[-1] <= '9' && end - at < 9) {
        number += (at[-1] - '0') * scale;
        scale *= 10;
        at--;
    }
    if (at == end || at == start || at[-1] != '/')
        return -1;
    *before = at - 1;
    return number;
}

bool procfs_process_of(const char *path, int *pid, int *tid)
{
    static const char task[] = "/task";
    const size_t task_size = sizeof(task) - 1;
    const char *end = path + strlen(path);

    while (end > path && *end != '/')
        end--;
    *pid = *tid = number_before(path, end, &end);
    if ((size_t)(end - path) > task_size && memcmp(end - task_size, task, task_size) == 0)
        *pid = number_before(path, end - task_size, &end);
    return *pid > 0 && *tid > 0;
}
