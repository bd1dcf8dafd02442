/* SPDX-License-Identifier: GPL-2.0-or-later */
/* forward.c - calls that the host does as they are, and calls that nobody does. */
#include "abi/errno.h"
#include "core/own_fds.h"
#include "dispatch/dispatch.h"

long dispatch_forward(struct task *task, const struct sys_args *args)
{
    return dispatch_run(task, args);
}

/* A call that names descriptors: lxcore's own do not exist for the guest. */
long dispatch_forward_fds(struct task *task, const struct sys_args *args)
{
    unsigned fds = dispatch_table[args->nr].fd_args;

    for (int i = 0; fds != 0; i++, fds >>= 1)
        if ((fds & 1) && unlikely(own_fd_is(args->arg[i])))
            return -EBADF;
    return dispatch_run(task, args);
}

long dispatch_deny(struct task *task, const struct sys_args *args)
{
    (void)task;
    return -(long)dispatch_table[args->nr].deny_errno;
}
