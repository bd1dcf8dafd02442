/* SPDX-License-Identifier: GPL-2.0-or-later */
/* sys_prctl.c - prctl(2): what would take the guest out of lxcore's hands. */
#include "abi/errno.h"
#include "core/host.h"
#include "task/task.h"

#include "syscall_entries.h"

#include <linux/prctl.h>

/*
 * PR_SET_SECCOMP            a guest's filter would judge lxcore's own calls, so
 *                           it is refused as on a kernel without seccomp
 * PR_SET_SYSCALL_USER_…     a second SIGSYS mechanism beside ours
 * PR_SET_MM                 the map that lxcore has described to the kernel
 */
long lx_sys_task_prctl(struct task *task, const struct sys_args *args)
{
    switch ((int)args->arg[0]) {
    case PR_SET_SECCOMP:
    case PR_SET_SYSCALL_USER_DISPATCH:
        return -EINVAL;
    case PR_GET_SECCOMP:
        return 0;
    case PR_SET_MM:
        return -EPERM;
    default:
        return host_call_restartable(task, args);
    }
}
