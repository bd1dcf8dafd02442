/* SPDX-License-Identifier: GPL-2.0-or-later */
/* maps.c - copying a list of mappings line by line, without our own. */
#include "view/maps.h"

#include "abi/errno.h"
#include "core/host.h"
#include "core/span.h"
#include "core/string.h"
#include "view/procfs.h"

#include <linux/fcntl.h>
#include <linux/memfd.h>

#define BUFFER_SIZE 8192

struct filter {
    hostfd_t to;
    bool is_hiding; /* the lines of the current mapping are not copied */
};

bool maps_is_name(const char *name)
{
    return string_equal(name, "maps") || string_equal(name, "smaps") ||
           string_equal(name, "numa_maps");
}

bool maps_line_is_header(const char *line, size_t size, uint64_t *address)
{
    size_t i = 0;

    *address = 0;
    for (; i < size; i++) {
        if (line[i] >= '0' && line[i] <= '9')
            *address = (*address << 4) | (uint64_t)(line[i] - '0');
        else if (line[i] >= 'a' && line[i] <= 'f')
            *address = (*address << 4) | (uint64_t)(line[i] - 'a' + 10);
        else
            break;
    }
    return i > 0 && i < size && (line[i] == '-' || line[i] == ' ');
}

static long write_all(hostfd_t fd, const char *data, size_t size)
{
    while (size > 0) {
        long put = host_write(fd, data, size);

        if (put < 0)
            return put;
        data += put;
        size -= (size_t)put;
    }
    return 0;
}

static long filter_line(void *context, const char *line, size_t size)
{
    struct filter *filter = context;
    uint64_t address;

    if (maps_line_is_header(line, size, &address))
        filter->is_hiding = span_overlaps(address, 1);
    return filter->is_hiding ? 0 : write_all(filter->to, line, size);
}

/* Hand over all whole lines of the buffer and keep the rest. */
static long give_lines(char *buffer, size_t *filled, maps_line_t *give, void *context)
{
    size_t start = 0;

    for (size_t i = 0; i < *filled; i++) {
        long stop;

        if (buffer[i] != '\n')
            continue;
        stop = give(context, buffer + start, i + 1 - start);
        if (stop != 0)
            return stop;
        start = i + 1;
    }
    memmove(buffer, buffer + start, *filled - start);
    *filled -= start;
    return 0;
}

/* Lines are shorter than a path and some words: the buffer holds one whole. */
long maps_each_line(hostfd_t fd, maps_line_t *give, void *context)
{
    char buffer[BUFFER_SIZE];
    size_t filled = 0;

    for (;;) {
        long got = host_read(fd, buffer + filled, BUFFER_SIZE - filled);
        long stop;

        if (got <= 0)
            return got;
        filled += (size_t)got;
        stop = give_lines(buffer, &filled, give, context);
        if (stop != 0)
            return stop;
    }
}

/* Open the memfd once more: read-only, at offset 0, as the guest asked. */
static long replace(hostfd_t fd, hostfd_t copy, bool is_close_on_exec)
{
    char path[40] = "/proc/self/fd/";
    long reopened, err;

    string_put_decimal(path + strlen(path), (uint64_t)copy);
    reopened = host_openat(AT_FDCWD, HOST_POINTER(path), O_RDONLY | O_CLOEXEC, 0);
    if (reopened < 0)
        return reopened;
    err = host_dup3((hostfd_t)reopened, fd, is_close_on_exec ? O_CLOEXEC : 0);
    host_close((hostfd_t)reopened);
    return err < 0 ? err : 0;
}

long maps_filter(hostfd_t fd, bool is_close_on_exec)
{
    struct filter filter = { .is_hiding = false };
    long copy, err;

    if (!procfs_holds(fd))
        return 0;
    copy = host_call3(SYS_memfd_create, HOST_POINTER("maps"), MFD_CLOEXEC, 0);
    if (copy < 0)
        return copy;
    filter.to = (hostfd_t)copy;
    err = maps_each_line(fd, filter_line, &filter);
    if (err == 0)
        err = replace(fd, (hostfd_t)copy, is_close_on_exec);
    host_close((hostfd_t)copy);
    return err;
}
