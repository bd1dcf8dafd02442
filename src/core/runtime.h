/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * runtime.h - the one global of lxcore.
 *
 * Read-only after boot; tables that change have their own file and lock.
 */
#ifndef LXRUN_CORE_RUNTIME_H
#define LXRUN_CORE_RUNTIME_H

#include "core/layout.h"
#include "core/types.h"

#define LX_PATH_SIZE 4096

struct lx_runtime {
    hostfd_t image_fd;       /* the sealed lxcore image; -1 if none is kept */
    uint32_t first_own_fd;   /* UINT32_MAX - own_fd_count if none */
    uint32_t own_fd_count;
    uint64_t image_dev;      /* fstat of the image: what /proc/self/exe is */
    uint64_t image_ino;
    uint64_t flags;
};

extern struct lx_runtime lx;

_Static_assert(__builtin_offsetof(struct lx_runtime, first_own_fd) == RUNTIME_FIRST_OWN_FD &&
                   __builtin_offsetof(struct lx_runtime, own_fd_count) ==
                       RUNTIME_OWN_FD_COUNT,
               "fast_entry.S");

#endif
