/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * dispatch.h - from a trapped system call to the row of syscalls.tbl.
 *
 * World   lxcore.  The table is generated (gen/dispatch.py).
 */
#ifndef LXRUN_DISPATCH_DISPATCH_H
#define LXRUN_DISPATCH_DISPATCH_H

#include "abi/errno.h"
#include "core/host.h"
#include "core/types.h"
#include "ptrace/again.h"
#include "task/task.h"

typedef long dispatch_entry_t(struct task *task, const struct sys_args *args);

struct dispatch_row {
    dispatch_entry_t *entry; /* NULL: the kernel has no such call */
    uint8_t fd_args;         /* bit i: argument i is a descriptor */
    uint8_t path_arg;        /* the first path's index plus one; 0: there is none */
    uint8_t dirfd_arg;       /* that of the descriptor from which it starts */
    uint16_t deny_errno;
};

extern const struct dispatch_row dispatch_table[SYSCALL_TABLE_SIZE];
/* QUICK_… of each (core/layout.h), for the fast entry. */
extern const uint8_t dispatch_quick[SYSCALL_TABLE_SIZE];

/* Run the call that `args` names. */
long dispatch_args(struct task *task, const struct sys_args *args);
/* …and tell lxrun if the policy has refused it (dispatch/denied.h). */
long dispatch_judged(struct task *task, const struct sys_args *args);

dispatch_entry_t dispatch_forward, dispatch_forward_fds, dispatch_deny;

/* Run the host's call with the guest's arguments.  LX_REWIND if a signal came
 * first; else what the kernel answered. */
static inline long dispatch_run(struct task *task, const struct sys_args *args)
{
    long result = host_call_restartable(task, args);

    return likely(result != -EINTR) ? result : call_again(task, args);
}

#endif
