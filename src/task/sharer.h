/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * sharer.h - processes that share our memory for longer than a vfork child
 * (CLONE_VM without CLONE_THREAD), and what is left of those that were killed.
 *
 * World   lxcore.
 * Limits  a sharer that has made threads, or for which the guest itself wants its
 *         pid told (CLONE_PARENT_SETTID) or a pidfd, leaves areas behind if killed.
 */
#ifndef LXRUN_TASK_SHARER_H
#define LXRUN_TASK_SHARER_H

#include "core/types.h"

struct clone_request;
struct sys_args;
struct task;

/* Have the kernel write the pid of `child` into it, as its parent sees it. */
void sharer_have_pid_told(struct sys_args *host, const struct clone_request *request,
                          struct task *parent, struct task *child);
/* Take back the areas of those that `by`'s process has made and that are no more. */
void sharer_reap_killed(struct task *by);

#endif
