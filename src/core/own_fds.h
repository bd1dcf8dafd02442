/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * own_fds.h - the descriptor numbers that lxcore keeps for itself.
 *
 * Owns    lx.own_fd_count numbers, chosen once per run below the soft
 *         RLIMIT_NOFILE.  The guest can neither see nor close them; the kernel
 *         passes over them when it gives the guest a new one.
 * World   lxcore; read-only after boot.
 */
#ifndef LXRUN_CORE_OWN_FDS_H
#define LXRUN_CORE_OWN_FDS_H

#include "abi/boot.h"
#include "core/runtime.h"

/* `fd` as the guest passed it: the kernel looks at the low 32 bits. */
static inline bool own_fd_is(uint64_t fd)
{
    return (uint32_t)fd - lx.first_own_fd < lx.own_fd_count;
}

#endif
