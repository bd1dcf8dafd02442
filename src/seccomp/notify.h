/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * notify.h - asking another process about a call (seccomp_unotify(2)).
 *
 * The kernel's own mechanism does it: with the guest's filter goes one of the
 * host's, which notifies of numbers that no call has.  lxcore makes such a call,
 * with the number of the guest's in it and the guest's arguments, and the lxcore
 * of whoever listens takes the number out again.
 *
 * World   lxcore.
 * Limits  the listener is not told the instruction pointer; one that does not run
 *         under lxrun sees other numbers and cannot let a call go on.
 */
#ifndef LXRUN_SECCOMP_NOTIFY_H
#define LXRUN_SECCOMP_NOTIFY_H

#include "core/types.h"

struct sys_args;
struct task;

/* A listener's descriptor, or an errno; `flags` as for seccomp(2). */
long notify_listen(uint32_t flags);
/* Ask: true if the call is to go on, else *result is its answer. */
bool notify_ask(struct task *task, const struct sys_args *args, long *result);

/* SECCOMP_IOCTL_NOTIF_RECV and _SEND, of who listens. */
long notify_receive(struct task *task, const struct sys_args *args);
long notify_respond(struct task *task, const struct sys_args *args);

#endif
