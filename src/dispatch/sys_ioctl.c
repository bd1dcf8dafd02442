/* SPDX-License-Identifier: GPL-2.0-or-later */
/* sys_ioctl.c - ioctl(2) is many calls: whose is this request? */
#include "abi/pagemap.h"
#include "dispatch/dispatch.h"
#include "seccomp/notify.h"
#include "view/query.h"

#include "syscall_entries.h"

#include <linux/seccomp.h>

long lx_sys_dispatch_ioctl(struct task *task, const struct sys_args *args)
{
    switch ((uint32_t)args->arg[1]) {
    case SECCOMP_IOCTL_NOTIF_RECV:
        return notify_receive(task, args);
    case SECCOMP_IOCTL_NOTIF_SEND:
        return notify_respond(task, args);
    case PROCMAP_QUERY:
        return query_mapping(task, args);
    default:
        return dispatch_forward_fds(task, args);
    }
}
