/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * brk.h - the guest's heap (brk(2)), kept behind the guest's image.
 *
 * The host's own break belongs to lxcore's image, which lies elsewhere, so the
 * heap is an anonymous mapping that grows and shrinks in place.
 *
 * World   lxcore.
 * Locks   one, a leaf, held over the host calls that move the break.
 */
#ifndef LXRUN_MM_BRK_H
#define LXRUN_MM_BRK_H

#include "core/types.h"

struct task;

/* Boot: an empty heap at `start`, a multiple of the page size. */
void brk_init(gaddr_t start);
/* The break after the call: the new one, or the old one if that cannot be. */
gaddr_t brk_set(struct task *task, gaddr_t wanted);
/* First address and break, for /proc/self/maps. */
void brk_range(gaddr_t *start, gaddr_t *end);

void brk_lock_for_fork(struct task *task);
void brk_unlock_after_fork(struct task *task);

#endif
