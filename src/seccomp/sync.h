/* SPDX-License-Identifier: GPL-2.0-or-later */
/* sync.h - one filter for all threads of a process (SECCOMP_FILTER_FLAG_TSYNC). */
#ifndef LXRUN_SECCOMP_SYNC_H
#define LXRUN_SECCOMP_SYNC_H

#include "seccomp/filter.h"

/* 0 if each other thread's newest filter is none, or one that `task` has too;
 * else the tid of one for which that is not so, or an errno. */
long sync_check_locked(const struct task *task);
/* Give all other threads the filters of `task`. */
void sync_threads_locked(struct task *task);
/* Let `task`, which may be running, be judged by `filter` from its next call on. */
void sync_assign_locked(struct task *task, struct seccomp_filter *filter, uint32_t count);
/* How many threads `task`'s process has, itself included. */
unsigned sync_count_threads(const struct task *task);

#endif
