/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * pool.h - memory for filters, at the end of lxcore's span.
 *
 * Owns    LX_POOL_SIZE bytes of addresses, mapped piece by piece when needed and
 *         not before the first filter.
 * World   lxcore.
 * Locks   none of its own: whoever calls holds filters_lock (filter.c).
 */
#ifndef LXRUN_SECCOMP_POOL_H
#define LXRUN_SECCOMP_POOL_H

#include "core/types.h"

/* `size` bytes, not cleared; NULL when there is no room. */
void *pool_take(size_t size);
void pool_give(void *at, size_t size);

/* In a child of fork: forget all that is taken, but for what is kept again. */
void pool_forget(void);
void pool_keep(const void *at, size_t size);

#endif
