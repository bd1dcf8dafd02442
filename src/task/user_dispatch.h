/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * user_dispatch.h - syscall user dispatch (prctl(PR_SET_SYSCALL_USER_DISPATCH)):
 * calls from outside of a range of addresses are signals, while a byte of the
 * guest's says so.
 *
 * The host's is for lxcore's calls as well, so lxcore does it itself.
 *
 * World   lxcore.
 * Limits  a tracer is not shown the signal before it is delivered, nor asked.
 */
#ifndef LXRUN_TASK_USER_DISPATCH_H
#define LXRUN_TASK_USER_DISPATCH_H

#include "core/types.h"

struct sys_args;
struct task;

struct user_dispatch {
    uint64_t offset, size; /* calls from here are always made */
    gaddr_t selector;      /* 0: the others never are */
};

/* prctl(2); neither children nor the next program have it. */
long user_dispatch_set(struct task *task, const struct sys_args *args);
/* Are the arguments what the kernel takes? */
bool user_dispatch_is_valid(uint64_t mode, const struct user_dispatch *dispatch);

/* Is a call that returns to `ip` simply to be made? */
bool user_dispatch_lets_pass(const struct task *task, gaddr_t ip);
/* The same, of a call that has trapped: if not, *result is its answer. */
bool user_dispatch_admits(struct task *task, const struct sys_args *args, uint32_t arch,
                          gaddr_t ip, long *result);

#endif
