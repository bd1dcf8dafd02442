/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * sys_position.c - calls that name a position in a file: pictures are read from
 * the start again, and /proc/PID/mem has no lxcore.
 *
 * Limits  preadv(2) and its like are left as they are.
 */
#include "abi/errno.h"
#include "core/host.h"
#include "core/span.h"
#include "core/string.h"
#include "dispatch/dispatch.h"
#include "task/task.h"
#include "view/picture.h"
#include "view/procfs.h"

#include "syscall_entries.h"

#include <linux/fs.h>

/* Nothing is mapped there, as natively nothing is in the span. */
#define NOWHERE 0x7ffffffff000UL

long lx_sys_view_lseek(struct task *task, const struct sys_args *args)
{
    struct sys_args host = *args;
    long at;

    if (unlikely(args->arg[2] == SEEK_SET && span_overlaps(args->arg[1], 1) &&
                 procfs_is_memory((hostfd_t)args->arg[0]))) {
        host.arg[1] = NOWHERE;
        at = dispatch_forward_fds(task, &host);
        return at < 0 ? at : (long)args->arg[1];
    }
    at = dispatch_forward_fds(task, args);
    if (at == 0 && args->arg[2] == SEEK_SET && picture_has_any())
        picture_refresh((hostfd_t)args->arg[0]);
    return at;
}

/* Up to the span; what begins in it is not there. */
static long access_at(struct task *task, const struct sys_args *args)
{
    struct sys_args host = *args;

    if (likely(!span_overlaps(args->arg[3], args->arg[2])) ||
        !procfs_is_memory((hostfd_t)args->arg[0]))
        return dispatch_forward_fds(task, args);
    if (args->arg[3] >= span_start())
        return -EIO;
    host.arg[2] = span_start() - args->arg[3];
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
