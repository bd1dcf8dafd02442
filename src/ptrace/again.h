/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * again.h - calls that ended with EINTR for a signal of lxcore's own.
 *
 * World   lxcore of a tracer.
 */
#ifndef LXRUN_PTRACE_AGAIN_H
#define LXRUN_PTRACE_AGAIN_H

#include "core/host.h"

/* `args` has answered -EINTR: if that was for a SIGCHLD which the guest does
 * not see (ptrace/follow.h), make the call until it ends otherwise. */
long call_again(struct task *task, const struct sys_args *args);

#endif
