/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * sys_position.c - calls that name a position in a file: pictures are read from
 * the start again, and /proc/PID/mem has no lxcore.
 *
 * What begins below the span and is read upwards ends at the guard page below it
 * (core/span.h), so only positions need be looked at, not what read(2) does there.
 */
#include "core/host.h"
#include "core/span.h"
#include "core/string.h"
#include "dispatch/dispatch.h"
#include "task/task.h"
#include "view/picture.h"
#include "view/procfs.h"

#include "syscall_entries.h"

#include <linux/fs.h>

/* What the host takes for a position in the span: so much more, where nothing can be
 * mapped, as natively nothing is in the span. */
#define ALIAS (1UL << 60)

static long move_to(hostfd_t fd, uint64_t at)
{
    return host_call3(SYS_lseek, (uint64_t)fd, at, SEEK_SET);
}

/* The host has moved to `at`: the guest's position. */
static long settle_in_memory(hostfd_t fd, uint64_t at)
{
    const uint64_t guests = at >= ALIAS ? at - ALIAS : at;

    if (at >= ALIAS && !span_overlaps(guests, 1))
        move_to(fd, guests);
    else if (at < ALIAS)
        move_to(fd, at + ALIAS);
    return (long)guests;
}

long lx_sys_view_lseek(struct task *task, const struct sys_args *args)
{
    const hostfd_t fd = (hostfd_t)args->arg[0];
    long at = dispatch_forward_fds(task, args);

    if (unlikely(at > 0 && (span_overlaps((uint64_t)at, 1) ||
                            ((uint64_t)at >= ALIAS && args->arg[2] == SEEK_CUR))) &&
        procfs_is_memory(fd))
        return settle_in_memory(fd, (uint64_t)at);
    if (at == 0 && args->arg[2] == SEEK_SET && picture_has_any())
        picture_refresh(fd);
    return at;
}

/* What begins in the span is not there. */
static bool is_nowhere(hostfd_t fd, uint64_t position)
{
    return unlikely(span_overlaps(position, 1)) && procfs_is_memory(fd);
}

/* Whatever else may be wrong is found where nothing is mapped, too. */
static long access_at(struct task *task, const struct sys_args *args)
{
    struct sys_args host = *args;

    if (is_nowhere((hostfd_t)args->arg[0], args->arg[3]))
        host.arg[3] += ALIAS;
    return dispatch_forward_fds(task, &host);
}

long lx_sys_view_pread64(struct task *task, const struct sys_args *args)
{
    if (args->arg[3] == 0 && picture_has_any())
        picture_refresh((hostfd_t)args->arg[0]);
    return access_at(task, args);
}

long lx_sys_view_pwrite64(struct task *task, const struct sys_args *args)
{
    return access_at(task, args);
}

/* preadv2(2), too: the position is all in the low half. */
long lx_sys_view_preadv(struct task *task, const struct sys_args *args)
{
    return lx_sys_view_pread64(task, args);
}

long lx_sys_view_pwritev(struct task *task, const struct sys_args *args)
{
    return access_at(task, args);
}
