/* SPDX-License-Identifier: GPL-2.0-or-later */
/* list.c - see list.h. */
#include "policy/list.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

long list_append(void *items, size_t *count, const void *item, size_t size)
{
    void *old, *grown;

    memcpy(&old, items, sizeof(old));
    grown = reallocarray(old, *count + 1, size);
    if (grown == NULL)
        return -ENOMEM;
    memcpy((char *)grown + *count * size, item, size);
    memcpy(items, &grown, sizeof(grown));
    *count += 1;
    return 0;
}
