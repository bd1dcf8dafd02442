/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * sys_tls.c - arch_prctl(2): the guest's FS and GS bases.
 *
 * FS is wholly the guest's.  The fast way needs GS, which programs do not use
 * (0 is what they are told): one that sets it gets it, and its calls trap again.
 */
#include "abi/errno.h"
#include "arch/x86_64/gs.h"
#include "arch/x86_64/patch.h"
#include "core/guest.h"
#include "core/host.h"
#include "core/span.h"
#include "dispatch/fast.h"
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
    if (command == ARCH_SET_GS)
        patch_end(task);
    if ((command == ARCH_GET_GS || command == ARCH_GET_FS) && fast_owns_gs(task))
        return guest_store64(args->arg[1], command == ARCH_GET_GS ? 0 : fs_base());
    return host_call_restartable(task, args);
}
