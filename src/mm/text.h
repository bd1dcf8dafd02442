/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * text.h - which memory is program text, so that sites in it may be rewritten.
 *
 * Owns    a table of ranges: private mappings of files, mapped readable and
 *         executable and not writable, and not changed since.
 * World   lxcore.
 * Locks   text.lock, which also guards what arch/x86_64/patch.c does to text.
 *         Held over host calls that write text; never with another lock, but
 *         for fork_prepare().
 * Limits  what the guest makes executable later, or maps in any other way, is
 *         not known here: its calls go on trapping.
 */
#ifndef LXRUN_MM_TEXT_H
#define LXRUN_MM_TEXT_H

#include "core/types.h"

struct task;

/* A new mapping of text.  At boot, with one thread, `task` is NULL. */
void text_note(struct task *task, gaddr_t start, size_t size);
/* To be called before [start, start + size) is unmapped, mapped over or changed:
 * what was rewritten there becomes what it was, and is no text from now on. */
void text_withdraw(struct task *task, gaddr_t start, size_t size);

/* No text has ever been above. */
gaddr_t text_highest(void);

void text_lock(struct task *task);
void text_unlock(struct task *task);
bool text_holds_locked(gaddr_t start, size_t size);
/* The whole range that [*start, *end) lies in, if there is one. */
void text_widen_locked(gaddr_t *start, gaddr_t *end);

#endif
