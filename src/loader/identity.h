/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * identity.h - make the kernel show the guest where it would show lxcore:
 * /proc/self/{cmdline,environ,auxv,stat,comm}.
 */
#ifndef LXRUN_LOADER_IDENTITY_H
#define LXRUN_LOADER_IDENTITY_H

#include "core/types.h"

struct elf_place;
struct first_stack;

/* `name` is AT_EXECFN. */
void identity_assume(const struct elf_place *place, const struct first_stack *stack,
                     const char *name);

#endif
