/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * dispatch_config.h - PTRACE_{GET,SET}_SYSCALL_USER_DISPATCH_CONFIG: a tracee's
 * syscall user dispatch, which is lxcore's (task/user_dispatch.h).
 *
 * World   lxcore of the tracer.
 */
#ifndef LXRUN_PTRACE_DISPATCH_CONFIG_H
#define LXRUN_PTRACE_DISPATCH_CONFIG_H

#include "core/types.h"

/* struct ptrace_sud_config of `size` bytes at `at`. */
long dispatch_config_get(int tid, uint64_t size, gaddr_t at);
long dispatch_config_set(int tid, uint64_t size, gaddr_t at);

#endif
