/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * carry.c - taking a thread's filters through an exec, in a memfd whose number
 * travels in the boot record's flags.
 *
 * The file holds the filters from the newest to the oldest, each as the part of
 * struct seccomp_filter from its count on.
 *
 * Limits  RLIMIT_FSIZE and RLIMIT_NOFILE may refuse the file, and so the exec.
 */
#include "seccomp/carry.h"

#include "abi/boot.h"
#include "abi/errno.h"
#include "core/host.h"
#include "seccomp/bpf.h"
#include "seccomp/sync.h"
#include "task/task.h"

#include <linux/memfd.h>

#define FILE_OFFSET offsetof(struct seccomp_filter, count)

static size_t size_in_file(uint32_t count)
{
    return filter_size(count) - FILE_OFFSET;
}

/* Nobody adds to or frees what the thread's own newest filter leads to. */
static long write_filters(const struct task *task, hostfd_t fd)
{
    const struct seccomp_filter *filter = task->seccomp.filter;

    for (; filter != NULL; filter = filter->prev) {
        size_t size = size_in_file(filter->count);
        long written = host_write(fd, &filter->count, size);

        if (written < 0)
            return written;
        if ((size_t)written != size)
            return -ENOSPC;
    }
    return 0;
}

long carry_pack(const struct task *task, hostfd_t *fd)
{
    long made, err;

    *fd = CARRY_NOTHING;
    if (likely(task->seccomp.filter == NULL))
        return 0;
    made = host_call3(SYS_memfd_create, HOST_POINTER("filters"), MFD_CLOEXEC, 0);
    if (made < 0)
        return made;
    err = write_filters(task, (hostfd_t)made);
    if (err == 0)
        *fd = (hostfd_t)made;
    else
        host_close((hostfd_t)made);
    return err;
}

uint64_t carry_flags(const struct task *task, hostfd_t fd)
{
    uint64_t flags = (uint64_t)(fd + 1) << BOOT_FILTERS_SHIFT;

    if (task->seccomp.has_no_new_privs)
        flags |= BOOT_NO_NEW_PRIVS;
    return task->seccomp.asks_tracer ? flags | BOOT_ASKS_TRACER : flags;
}

/* The next filter of the file: 1, or 0 at its end. */
static long read_filter(struct task *task, hostfd_t fd, uint64_t *offset,
                        struct seccomp_filter **filter)
{
    uint32_t count;
    long got = host_pread(fd, &count, sizeof(count), *offset);

    if (got != sizeof(count))
        return got;
    *filter = count <= BPF_MAXINSNS ? filter_make(task, count) : NULL;
    if (*filter == NULL)
        return -ENOMEM;
    got = host_pread(fd, &(*filter)->count, size_in_file(count), *offset);
    if (got != (long)size_in_file(count) || filter_complete(*filter) != 0)
        return -EINVAL;
    *offset += size_in_file(count);
    return 1;
}

static long read_filters(struct task *task, hostfd_t fd)
{
    struct seccomp_filter *filter = NULL, *newest = NULL, **place = &newest;
    uint64_t offset = 0;
    uint32_t count = 0;
    long more;

    while ((more = read_filter(task, fd, &offset, &filter)) == 1) {
        *place = filter;
        place = &filter->prev;
        count++;
    }
    if (more != 0 || count == 0)
        return more != 0 ? more : -EINVAL;
    task->seccomp = (struct seccomp){ .mode = SECCOMP_MODE_FILTER,
                                      .filter = newest,
                                      .filter_count = count };
    task->restrictions |= TASK_HAS_FILTERS;
    return 0;
}

long carry_unpack(struct task *task, uint64_t flags)
{
    hostfd_t fd = (hostfd_t)((flags & BOOT_FILTERS_MASK) >> BOOT_FILTERS_SHIFT) - 1;
    long err = 0;

    if (unlikely(fd != CARRY_NOTHING)) {
        err = read_filters(task, fd);
        host_close(fd);
    }
    task->seccomp.has_no_new_privs = (flags & BOOT_NO_NEW_PRIVS) != 0;
    task->seccomp.asks_tracer = (flags & BOOT_ASKS_TRACER) != 0;
    task->seccomp.is_alive = true;
    return err;
}
