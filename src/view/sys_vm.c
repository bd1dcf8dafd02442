/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * sys_vm.c - process_vm_readv(2) and process_vm_writev(2): in the processes of the
 * run there is nothing at the addresses of the span.
 * An element that begins below it ends at its guard page (core/span.h).
 */
#include "abi/errno.h"
#include "core/guest.h"
#include "core/span.h"
#include "dispatch/dispatch.h"
#include "task/task.h"
#include "view/other.h"

#include "syscall_entries.h"

#include <linux/uio.h>

/* How many of the remote elements lie before the first that begins in the span. */
static uint64_t count_outside(gaddr_t vector, uint64_t count)
{
    struct iovec at;

    for (uint64_t i = 0; i < count && i < UIO_MAXIOV; i++) {
        if (guest_copy_in(&at, vector + i * sizeof(at), sizeof(at)) != 0)
            return count;
        if (at.iov_len != 0 && span_overlaps((uint64_t)(uintptr_t)at.iov_base, 1))
            return i;
    }
    return count;
}

/* The kernel stops at the first element that it cannot follow. */
long lx_sys_view_process_vm(struct task *task, const struct sys_args *args)
{
    const uint64_t count = count_outside(args->arg[3], args->arg[4]);
    struct sys_args host = *args;

    if (likely(count == args->arg[4]) || !other_is_guest((int)args->arg[0]))
        return dispatch_forward_fds(task, args);
    if (count == 0)
        return -EFAULT;
    host.arg[4] = count;
    return dispatch_forward_fds(task, &host);
}
