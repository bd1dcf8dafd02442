/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * trace_memory.c - see trace_memory.h.
 *
 * A memfd rather than shared memory of System V: it has no name and no number that
 * a guest in another namespace could take for its own.  It is sealed, so that no
 * guest can make it shorter under lxrun's feet.
 */
#include "supervisor/trace_memory.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* The memory of so many rings is kept; that of others goes back when they are free. */
#define RINGS_KEPT 64

static int make_memfd(void)
{
    int fd = memfd_create("lxrun-trace", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    int err;

    if (fd < 0)
        return -errno;
    if (ftruncate(fd, (off_t)TRACE_MEMORY_SIZE) == 0 &&
        fcntl(fd, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL) == 0)
        return fd;
    err = -errno;
    close(fd);
    return err;
}

int trace_memory_make(struct trace_shared **shared)
{
    int fd = make_memfd(), err;
    void *at;

    if (fd < 0)
        return fd;
    at = mmap(NULL, TRACE_MEMORY_SIZE, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_NORESERVE,
              fd, 0);
    if (at != MAP_FAILED) {
        *shared = at;
        return fd;
    }
    err = -errno;
    close(fd);
    return err;
}

static uint32_t flags_of(const struct trace_options *options)
{
    uint32_t flags = 0;

    if (options->drops)
        flags |= TRACE_DROPS;
    if (options->fd_paths > 0)
        flags |= TRACE_FD_PATHS;
    if (options->fd_paths > 1)
        flags |= TRACE_FD_KINDS;
    if (options->stacks)
        flags |= TRACE_STACKS;
    if (options->whole)
        flags |= TRACE_WHOLE;
    if (options->cpu_times)
        flags |= TRACE_CPU_TIMES;
    if (options->injects)
        flags |= TRACE_INJECTS;
    return flags;
}

void trace_memory_fill(struct trace_shared *shared, const struct trace_options *options)
{
    shared->flags = flags_of(options);
    shared->string_limit = options->string_limit;
    shared->inject = options->inject;
    if (options->all_calls)
        memset(shared->calls, 0xff, sizeof(shared->calls));
    else
        memcpy(shared->calls, options->calls, sizeof(shared->calls));
}

void trace_ring_recycle(struct trace_shared *shared, int fd, uint32_t index)
{
    memset(trace_ring_at(shared, index), 0, sizeof(struct trace_ring));
    if (index >= RINGS_KEPT)
        fallocate(fd, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE,
                  (off_t)trace_ring_offset(index), (off_t)TRACE_RING_STRIDE);
    if (index < __atomic_load_n(&shared->hint, __ATOMIC_RELAXED))
        __atomic_store_n(&shared->hint, index, __ATOMIC_RELAXED);
    __atomic_store_n(&shared->owner[index], 0, __ATOMIC_RELEASE);
}
