/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * admit.h - is a call of the guest to be made at all?
 *
 * A thread that nothing restricts, as almost all are, pays one branch.
 *
 * World   lxcore.
 */
#ifndef LXRUN_DISPATCH_ADMIT_H
#define LXRUN_DISPATCH_ADMIT_H

#include "core/host.h"
#include "task/task.h"

/* The KERNEL_VERSION() that a call appeared in, or 0 (gen/since.py). */
extern const uint32_t dispatch_since[SYSCALL_TABLE_SIZE];

/* For call_is_admitted(): the same for a thread that is restricted. */
bool admit_restricted(struct task *task, struct sys_args *args, uint32_t arch,
                      uint64_t ip, long *result);

/* For call_is_admitted_plainly(): the same for a thread that is restricted. */
bool admit_plainly(struct task *task, const struct sys_args *args, uint32_t arch,
                   uint64_t ip);

/* Without the kernel's frame: false if the call has to trap to be judged, because
 * its answer may be a signal, or the end. */
static inline bool call_is_admitted_plainly(struct task *task,
                                            const struct sys_args *args, uint32_t arch,
                                            uint64_t ip)
{
    return likely(task->restrictions == 0) || admit_plainly(task, args, arch, ip);
}

/* To be asked before anything is done with a call: if false, *result is its answer.
 * `ip` is the address behind the guest's system call instruction; task->frame has
 * the guest's registers.  A tracer may have made *args another call
 * (seccomp/trace.h). */
static inline bool call_is_admitted(struct task *task, struct sys_args *args,
                                    uint32_t arch, uint64_t ip, long *result)
{
    if (likely(task->restrictions == 0))
        return true;
    return admit_restricted(task, args, arch, ip, result);
}

#endif
