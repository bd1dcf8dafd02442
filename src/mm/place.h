/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * place.h - where libraries are put, so that their sites can be rewritten.
 *
 * A rewritten site jumps to where the bytes behind it say (arch/x86_64/patch.c).
 * For most sites of the C library that is 3.8 or 20.8 MiB above them: above the
 * loader, where nothing is, unless libraries that came before fill that much.  Then
 * the C library is moved to where there is room above it.
 *
 * World   lxcore.
 * Limits  the room is not reserved.  What needs more than a gigabyte, and then
 *         what follows it, may take it.
 */
#ifndef LXRUN_MM_PLACE_H
#define LXRUN_MM_PLACE_H

#include <stdbool.h>

#include "abi/mman.h"
#include "core/host.h"
#include "core/types.h"

/* From a site to its trampoline, where `cmp $-4096,%rax` follows. */
#define PLACE_JUMP_LEAST 0x3d4800UL
/* As large as a C library at the least. */
#define PLACE_LIBRARY_LEAST 0x100000UL

/* Does a linker begin to map a library with this call, one that may be the C
 * library?  A larger one would be in the way of itself. */
static inline bool place_is_library(const struct sys_args *args)
{
    return (args->arg[3] & MAP_DENYWRITE) != 0 && args->arg[0] == 0 &&
           args->arg[1] - PLACE_LIBRARY_LEAST < PLACE_JUMP_LEAST - PLACE_LIBRARY_LEAST &&
           (args->arg[3] & (MAP_TYPE | MAP_ANONYMOUS | MAP_FIXED)) == MAP_PRIVATE;
}

/* The host has put the library at `at`: where it is to be.  It is moved, if need be. */
gaddr_t place_library(const struct sys_args *args, gaddr_t at);

#endif
