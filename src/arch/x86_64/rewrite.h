/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * rewrite.h - the ways in which a `syscall` becomes a jump, and back.
 *
 * World   lxcore, with text.lock held; the functions that only look, anywhere.
 */
#ifndef LXRUN_ARCH_REWRITE_H
#define LXRUN_ARCH_REWRITE_H

#include "core/types.h"

struct text_writer;

/* So many bytes from the site on are looked at. */
#define REWRITE_JUMP_SIZE 5

/* `code` is what is at the site, and is lost.  False: it has not become a jump. */
bool rewrite_quickly(struct text_writer *writer, gaddr_t site,
                     uint8_t code[REWRITE_JUMP_SIZE]);
/* By way of the `int3` bytes at `at` (padding_find()). */
bool rewrite_near(struct text_writer *writer, gaddr_t site, gaddr_t at);
void rewrite_restore(struct text_writer *writer, gaddr_t site);

/* Where the site leads; 0 if it does not look rewritten. */
gaddr_t rewrite_trampoline_of(gaddr_t site);
/* Where the long jump there leads, if it is to a trampoline; else 0. */
gaddr_t rewrite_trampoline_of_jump(gaddr_t at);

#endif
