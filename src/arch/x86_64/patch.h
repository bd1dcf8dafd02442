/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * patch.h - rewriting the `syscall` instructions of hot sites.
 *
 * Owns    a table of sites, which counts their traps, and the trampolines.
 * World   lxcore.
 * Locks   text.lock (mm/text.h); the functions without `_locked` take it, but
 *         for those that signal handlers call, which take none.
 * Limits  a thread that is in a trampoline while another maps something else
 *         there, at an address that it was never given, faults.
 */
#ifndef LXRUN_ARCH_PATCH_H
#define LXRUN_ARCH_PATCH_H

#include "abi/signal.h"
#include "abi/usage.h"
#include "core/types.h"

struct task;

/* Boot: from now on, sites may be rewritten. */
void patch_begin(void);
/* For ever, and undo what was done: for a guest that sets its own GS base. */
void patch_end(struct task *task);
bool patch_is_on(void);
/* After fork: what was rewritten stays so; the child may as well end soon. */
void patch_begin_in_child(void);

/* The instruction at `site` has trapped.  Sooner or later it is rewritten.  What is
 * known of it: USAGE_UNDECIDED, USAGE_LEFT or USAGE_OFF. */
enum usage_path patch_count_trap(struct task *task, gaddr_t site);

/* A thread in a trampoline is at the site, for everybody else: before its call,
 * or behind it.  True if it was there. */
bool patch_settle(uint64_t *rip, uint64_t *rcx);
/* Where a thread that is in a trampoline goes on with a trap; 0 if it is in none. */
uint64_t patch_trap_of(uint64_t rip);
/* Has a thread run into an instruction that is just being replaced? */
bool patch_is_transient(const struct siginfo *info, uint64_t rip);

/* Has a thread run into bytes that a site has borrowed?  True: it goes on at *rip. */
bool patch_is_of_padding(struct task *task, const struct siginfo *info, uint64_t *rip);

/* Could patch_undo_locked() find anything there? */
bool patch_may_reach(gaddr_t start, gaddr_t end);
/* Restore the sites in [start, end), and those whose trampolines lie there. */
void patch_undo_locked(struct task *task, gaddr_t start, gaddr_t end);

#endif
