/* SPDX-License-Identifier: GPL-2.0-or-later */
/* list.h - the lists of a policy: arrays that grow by one. */
#ifndef LXRUN_POLICY_LIST_H
#define LXRUN_POLICY_LIST_H

#include <stddef.h>

/* `*items`, `*count` things of `size` bytes each, gets a copy of `item`.  0 or
 * -ENOMEM; pass the address of the array's pointer. */
long list_append(void *items, size_t *count, const void *item, size_t size);

#endif
