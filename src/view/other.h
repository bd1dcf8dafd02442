/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * other.h - what another thread of the run, or of this process, has set for
 * itself, found in its process's lxcore.
 *
 * World   lxcore.  All processes of a run have the same image at the same base.
 * Limits  what is read changes meanwhile, and a hostile guest may have written
 *         anything there: it is for showing only.
 */
#ifndef LXRUN_VIEW_OTHER_H
#define LXRUN_VIEW_OTHER_H

#include "core/types.h"

struct own_io;
struct task;

struct other {
    uint64_t blocked, ignored, caught;
    uint64_t pending, shared_pending; /* held by lxcore */
    uint32_t seccomp_mode, filter_count;
    bool has_no_new_privs;
};

/* Is the program that `pid` runs, to the kernel, lxcore's image? */
bool other_is_guest(int pid);
/* What its lxcore has where ours has `at`; false if it may not be read. */
bool other_read(int pid, const void *at, void *to, size_t size);
/* Where it is there, and a copy; 0 if `tid` is not there, or may not be looked at. */
uint64_t other_find_task(int pid, int tid, struct task *task);
/* What its lxcore has read and written itself, in thread `tid` or (0) in all; zeros if it
 * may not be looked at. */
void other_own_io(int pid, int tid, struct own_io *sum);
/* False: `tid` of `pid` is not there, or may not be looked at. */
bool other_look(int pid, int tid, struct other *other);

#endif
