/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * denied.h - calls that the policy refuses: their errno, and telling lxrun of them.
 *
 * World   lxcore.
 */
#ifndef LXRUN_DISPATCH_DENIED_H
#define LXRUN_DISPATCH_DENIED_H

#include "core/host.h"
#include "core/layout.h"
#include "core/types.h"

/* Of an answer that is an error: what the guest is to see. */
long denied_look(struct task *task, const struct sys_args *args, long error);

static inline long denied_answer(struct task *task, const struct sys_args *args,
                                 long result)
{
    if (likely((uint64_t)result < (uint64_t)-(long)ERRNO_MOST))
        return result;
    return denied_look(task, args, result);
}

#endif
