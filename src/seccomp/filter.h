/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * filter.h - one installed filter, and the tree that they form.
 *
 * A thread names its newest filter and each filter the one before it; after a
 * clone several may share their older ones.  A filter never changes while
 * somebody can reach it.
 *
 * World   lxcore.
 * Locks   filters_lock for `users` and for reaching another thread's filter.
 */
#ifndef LXRUN_SECCOMP_FILTER_H
#define LXRUN_SECCOMP_FILTER_H

#include <linux/filter.h>

#include "core/lock.h"
#include "seccomp/seccomp.h"

struct seccomp_filter {
    struct seccomp_filter *prev;
    uint32_t users;  /* threads whose newest it is, and filters that follow it */
    uint32_t weight; /* what the kernel would count for it */
    uint32_t count;
    uint32_t has_listener;
    uint32_t is_logged; /* SECCOMP_FILTER_FLAG_LOG */
    struct sock_filter code[];
};

/* Each filter before the newest weighs so many instructions more, of which a
 * thread may have 256 KiB (kernel: seccomp_attach_filter()). */
#define FILTER_PENALTY 4
#define FILTER_WEIGHT_MAX ((1U << 18) / sizeof(struct sock_filter))

extern struct lock filters_lock;

/* A filter with room for `count` instructions and one user; NULL if no memory. */
struct seccomp_filter *filter_make(struct task *task, uint32_t count);
/* Its code is there: -EINVAL if it is not a filter. */
long filter_complete(struct seccomp_filter *filter);
/* One user less: what nobody uses any more is given back. */
void filter_put_locked(struct seccomp_filter *filter);
void filter_put(struct task *task, struct seccomp_filter *filter);

static inline size_t filter_size(uint32_t count)
{
    return sizeof(struct seccomp_filter) + count * sizeof(struct sock_filter);
}

/* Make `filter` the newest of `task`, whose it becomes, and of its threads too if
 * `flags` say so: 0, a tid that stands against it, or an errno. */
long filter_attach(struct task *task, struct seccomp_filter *filter, uint32_t flags,
                   long *listener);
/* Be in the strict mode instead of having filters; -EINVAL if there are any. */
long filter_forgo(struct task *task);

#endif
