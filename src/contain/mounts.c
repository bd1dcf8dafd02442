/* SPDX-License-Identifier: GPL-2.0-or-later */
/* mounts.c - the list. */
#include "contain/mounts.h"

#include <stdlib.h>

#define ROWS_AT_ONCE 16

bool mounts_add(struct mounts *mounts, const struct mount_row *row)
{
    if (mounts->count % ROWS_AT_ONCE == 0) {
        size_t size = (mounts->count + ROWS_AT_ONCE) * sizeof(*row);
        struct mount_row *rows = realloc(mounts->rows, size);

        if (rows == NULL)
            return false;
        mounts->rows = rows;
    }
    mounts->rows[mounts->count++] = *row;
    return true;
}

bool mounts_are_wanted(const struct mounts *mounts)
{
    return mounts->count != 0 || mounts->read_only || mounts->base != ROOT_HOST;
}
