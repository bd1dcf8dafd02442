/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * clone.h - one clone(2), clone3(2), fork(2) or vfork(2), decoded.
 *
 * World   lxcore.  sys_clone.c fills a request, clone.c carries it out.
 */
#ifndef LXRUN_TASK_CLONE_H
#define LXRUN_TASK_CLONE_H

#include "core/host.h"
#include "core/types.h"

struct clone_args;
struct task;

struct clone_request {
    uint64_t flags;          /* CLONE_… without the exit signal */
    uint64_t stack_top;      /* the child's first stack pointer; 0: the parent's */
    struct sys_args host;    /* the host's call, with the stack still to be set */
    struct clone_args *args; /* clone3's structure, a copy; NULL for clone */
};

/* The child's pid or tid, 0 in a child with its own memory, or an errno. */
long clone_run(struct task *task, const struct clone_request *request);

/* Make the host's call start the child at `stack` (0: where the parent is). */
void clone_set_host_stack(struct sys_args *host, const struct clone_request *request,
                          uint64_t stack);

#endif
