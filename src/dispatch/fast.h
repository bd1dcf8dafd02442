/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * fast.h - calls that come from rewritten sites.
 *
 * World   lxcore.
 */
#ifndef LXRUN_DISPATCH_FAST_H
#define LXRUN_DISPATCH_FAST_H

#include "abi/signal.h"
#include "core/types.h"

struct task;

/* Before a thread first runs guest code: let its calls come by the fast way. */
void fast_prepare(struct task *task);
/* Is the GS base lxcore's, in the calling thread? */
bool fast_owns_gs(const struct task *task);

/* The frame into which the fast entry has put the guest's registers.  It has no
 * vector state: that is still in the processor. */
static inline uint64_t fast_frame_at(uint64_t task)
{
    return task - FAST_FRAME_BELOW;
}

/* Has the call that is being handled come by the fast way? */
bool fast_is_way_of(const struct task *task);

/* A signal finds the thread on its way out, or before the host's call, with nothing to
 * be done but to load registers: it has gone that way, and `frame` is as if the signal
 * had found it in the guest. */
bool fast_settle(struct task *task, struct sigframe *frame);

/* A thread has trapped on its way out, to leave by rt_sigreturn: put the guest's
 * registers into the kernel's frame. */
bool fast_is_upgrade(const struct sigframe *frame);
void fast_upgrade(struct task *task, struct sigframe *frame);

#endif
