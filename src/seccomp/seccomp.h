/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * seccomp.h - the filters that a guest installs for itself (seccomp(2)).
 *
 * The kernel would ask such a filter about lxcore's own calls too, all of which
 * come from the gate.  So lxcore keeps them and interprets them on the call as
 * the guest made it (docs/decisions/0012-guest-filters-are-interpreted.md).
 *
 * World   lxcore.
 * Locks   filters_lock (filter.c) guards everything but the reading of a
 *         thread's own newest filter at each call.
 * Limits  nothing is written to the audit log.
 */
#ifndef LXRUN_SECCOMP_SECCOMP_H
#define LXRUN_SECCOMP_SECCOMP_H

#include "core/types.h"

struct seccomp_data;
struct seccomp_filter;
struct sys_args;
struct task;

#define AUDIT_ARCH_X86_64 0xc000003eU

/* What a thread has of its own. */
struct seccomp {
    uint32_t mode; /* SECCOMP_MODE_…, or 0 */
    uint32_t filter_count;
    struct seccomp_filter *filter; /* the newest; it names the one before it */
    bool has_no_new_privs;         /* as the guest sees it: the host's is always set */
    bool asks_tracer;              /* the host has the filter of trace.h */
    bool is_alive;                 /* counts among the threads of task->tgid */
};

/* Judge a call of a thread that has a mode: false if it is not to be made, and
 * *result is its answer (dispatch/admit.h).  A tracer may have made it another. */
bool seccomp_judge(struct task *task, struct sys_args *args, uint32_t arch, uint64_t ip,
                   long *result);

/* Is it simply to be made?  If not, it is still to be judged. */
bool seccomp_lets_pass(const struct task *task, const struct sys_args *args,
                       uint32_t arch, uint64_t ip);

/* prctl(PR_SET_SECCOMP). */
long seccomp_prctl_set(struct task *task, uint64_t mode, gaddr_t program);

/* CAP_SYS_ADMIN. */
bool seccomp_may_administrate(void);

/* A child takes over what its parent has.  From then on it counts among the threads
 * of child->tgid, which SECCOMP_FILTER_FLAG_TSYNC is for. */
void seccomp_inherit(const struct task *parent, struct task *child);
/* The thread is about to end, or its area is given back. */
void seccomp_leave(struct task *task, const struct task *by);

/* fork(2): the locks and what they guard, in the order of docs/locking.md. */
void seccomp_lock_for_fork(const struct task *task);
void seccomp_unlock_after_fork(const struct task *task);
void seccomp_reset_in_child(struct task *survivor);

#endif
