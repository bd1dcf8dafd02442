/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * sys_tls.c - arch_prctl(2): the guest's FS and GS bases.
 *
 * lxcore uses neither on the trap path (a thread is known by its stack), so
 * both bases are wholly the guest's and the kernel keeps them.
 */
#include "abi/errno.h"
#include "core/host.h"
#include "core/span.h"
#include "task/task.h"

#include "syscall_entries.h"

#include <asm/prctl.h>

#ifndef ARCH_SHSTK_ENABLE
#define ARCH_SHSTK_ENABLE 0x5001
#endif

long lx_sys_tls_arch_prctl(struct task *task, const struct sys_args *args)
{
    int command = (int)args->arg[0];

    /* lxcore's signal frames know nothing of a shadow stack. */
    if (command == ARCH_SHSTK_ENABLE)
        return -EOPNOTSUPP;
    if ((command == ARCH_SET_FS || command == ARCH_SET_GS) && span_overlaps(args->arg[1], 1))
        return -EPERM;
    return host_call_restartable(task, args);
}
