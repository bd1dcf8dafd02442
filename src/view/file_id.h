/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * file_id.h - is this file lxcore's own image?
 *
 * To the kernel, /proc/self/exe of every guest is the image.  Whatever path
 * leads there is known by the device and inode that it ends at.
 */
#ifndef LXRUN_VIEW_FILE_ID_H
#define LXRUN_VIEW_FILE_ID_H

#include "core/runtime.h"
#include "core/types.h"

struct file_id {
    uint64_t dev;
    uint64_t ino;
    uint32_t mode;
    int64_t modified; /* st_mtime */
};

/* newfstatat(2) of a path in lxcore's or the guest's memory. */
long file_id_at(hostfd_t dir, uint64_t path, int flags, struct file_id *id);

static inline bool file_id_is_image(const struct file_id *id)
{
    return id->ino == lx.image_ino && id->dev == lx.image_dev;
}

#endif
