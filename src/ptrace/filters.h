/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * filters.h - PTRACE_SECCOMP_GET_FILTER and _GET_METADATA: a tracee's filters,
 * which are in its lxcore (seccomp/filter.h).
 *
 * World   lxcore of the tracer.
 */
#ifndef LXRUN_PTRACE_FILTERS_H
#define LXRUN_PTRACE_FILTERS_H

#include "core/types.h"

struct task;

/* Filter number `index`, the oldest being 0: how many instructions it has, which
 * are copied to `to` unless that is 0. */
long filters_get(const struct task *task, int tid, uint64_t index, gaddr_t to);
/* Its flags, to the struct seccomp_metadata of `size` bytes at `at`. */
long filters_get_metadata(const struct task *task, int tid, uint64_t size, gaddr_t at);

#endif
