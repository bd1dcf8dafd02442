/* SPDX-License-Identifier: GPL-2.0-or-later */
/* sys_fd.c - calls on ranges of descriptors; lxcore's own stay out of them. */
#include "abi/errno.h"
#include "core/host.h"
#include "core/own_fds.h"
#include "task/task.h"

#include "syscall_entries.h"

static long close_part(struct task *task, const struct sys_args *args, uint64_t first,
                       uint64_t last)
{
    struct sys_args part = *args;

    part.arg[0] = first;
    part.arg[1] = last;
    return host_call_restartable(task, &part);
}

long lx_sys_fd_close_range(struct task *task, const struct sys_args *args)
{
    uint32_t first = (uint32_t)args->arg[0], last = (uint32_t)args->arg[1];
    uint32_t own = lx.first_own_fd, own_last = own + lx.own_fd_count - 1;
    long err = 0;

    if (first > last || last < own || first > own_last)
        return host_call_restartable(task, args);
    if (first < own)
        err = close_part(task, args, first, own - 1);
    if (err == 0 && last > own_last)
        err = close_part(task, args, own_last + 1, last);
    /* A range wholly ours: the kernel still judges the flags. */
    if (first >= own && last <= own_last)
        err = close_part(task, args, UINT32_MAX, UINT32_MAX);
    return err;
}
