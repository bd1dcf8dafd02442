/* SPDX-License-Identifier: GPL-2.0-or-later */
/* stat.h - struct stat as the x86-64 kernel writes it (asm/stat.h). */
#ifndef LXRUN_ABI_STAT_H
#define LXRUN_ABI_STAT_H

#include <stdint.h>

struct kstat {
    uint64_t dev;
    uint64_t ino;
    uint64_t nlink;
    uint32_t mode;
    uint32_t uid;
    uint32_t gid;
    uint32_t pad;
    uint64_t rdev;
    int64_t size;
    int64_t blksize;
    int64_t blocks;
    int64_t atime, atime_ns, mtime, mtime_ns, ctime, ctime_ns;
    int64_t unused[3];
};

_Static_assert(sizeof(struct kstat) == 144, "struct stat");

#endif
