/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * stack.h - the first stack of a program, used where the kernel built it.
 *
 * The kernel has laid out argc, argv, envp and the auxiliary vector for
 * lxcore, with BOOT_WORDS words of ours before the guest's argv.  Dropping an
 * even number of words keeps the alignment, so only strings have to move.
 *
 * World   lxcore; works on plain memory, so units test it directly.
 */
#ifndef LXRUN_LOADER_STACK_H
#define LXRUN_LOADER_STACK_H

#include "core/types.h"

struct first_stack {
    uint64_t *argc; /* where the guest's stack pointer starts */
    char **argv;
    char **envp;
    uint64_t *auxv;
    size_t auxv_size; /* bytes, with AT_NULL */
};

/* Find the parts of a stack that begins at `sp`. */
void stack_find(uint64_t *sp, struct first_stack *stack);
/* Drop the first `count` (even) words of argv. */
void stack_drop_words(struct first_stack *stack, unsigned count);

/* Have the program's name be the last string, in place of the path that the kernel
 * has put there: the others move to make room, over what strings of ours lie below
 * them.  Where it is then; `name` itself if it is too long. */
const char *stack_place_name(struct first_stack *stack, const char *name);

/* The value of `type`, or `otherwise`. */
uint64_t auxv_get(const uint64_t *auxv, uint64_t type, uint64_t otherwise);
/* Change an entry that is there; false if it is not. */
bool auxv_set(uint64_t *auxv, uint64_t type, uint64_t value);

#endif
