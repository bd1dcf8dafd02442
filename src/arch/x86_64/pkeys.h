/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * pkeys.h - a thread's rights to memory by protection key (pkeys(7)).
 *
 * The kernel enters a signal handler, and so lxcore, with its initial rights.
 * What lxcore does for a call is to be done with the guest's: they are in the
 * vector state of its frame.
 *
 * World   lxcore.  Nothing is done in a process that has never had a key.
 * Limits  the rights to key 0, which is lxcore's too, are never taken away from
 *         a call.
 */
#ifndef LXRUN_ARCH_PKEYS_H
#define LXRUN_ARCH_PKEYS_H

#include "abi/signal.h"
#include "core/types.h"

#define XFEATURE_PKRU (1UL << 9)
#define PKEY_BITS 2
#define PKEY_RIGHTS 3U

struct pkeys {
    uint32_t offset; /* of the rights in the vector state; 0: no keys yet */
    uint32_t initial;
};

extern struct pkeys lx_pkeys;

static inline struct fpstate *pkeys_state(const struct sigframe *frame)
{
    return (struct fpstate *)(uintptr_t)frame->uc.mcontext.fpstate;
}

/* Has the processor keys? */
static inline bool pkeys_are_saved(const struct fpstate *state)
{
    return state->sw.magic1 == FP_XSTATE_MAGIC1 && (state->sw.xfeatures & XFEATURE_PKRU);
}

/* The process is about to have a key. */
void pkeys_begin(void);
/* Take the guest's rights; set those to one key; set the kernel's initial ones. */
void pkeys_load(const struct fpstate *state);
void pkeys_set(struct fpstate *state, unsigned key, uint32_t rights);
void pkeys_reset(struct fpstate *state);

static inline void pkeys_enter(const struct sigframe *frame)
{
    const struct fpstate *state = pkeys_state(frame);

    if (unlikely(pkeys_are_saved(state)) && lx_pkeys.offset != 0)
        pkeys_load(state);
}

#endif
