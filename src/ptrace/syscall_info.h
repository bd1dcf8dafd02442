/* SPDX-License-Identifier: GPL-2.0-or-later */
/* syscall_info.h - PTRACE_GET_SYSCALL_INFO of a stop as it is shown. */
#ifndef LXRUN_PTRACE_SYSCALL_INFO_H
#define LXRUN_PTRACE_SYSCALL_INFO_H

#include "core/types.h"

struct tracee;

/* Up to `size` bytes to `to`; answers how many there are. */
long syscall_info_get(const struct tracee *tracee, uint64_t size, gaddr_t to);

#endif
