/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * sys_pkey.c - a new protection key comes with rights to it (pkey_alloc(2)): the
 * kernel gives them to the handler in which the call is made, and they are the
 * guest's.
 */
#include "arch/x86_64/patch.h"
#include "arch/x86_64/pkeys.h"
#include "dispatch/dispatch.h"

#include "syscall_entries.h"

long lx_sys_mm_pkey_alloc(struct task *task, const struct sys_args *args)
{
    struct fpstate *state = pkeys_state(task->frame);
    long key;

    if (!pkeys_are_saved(state))
        return dispatch_run(task, args);
    pkeys_begin();
    /* The fast way would need rights that the guest may have given up. */
    patch_end(task);
    key = dispatch_run(task, args);
    if (key >= 0)
        pkeys_set(state, (unsigned)key, (uint32_t)args->arg[1] & PKEY_RIGHTS);
    return key;
}
