/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * leave.h - the plain way back to the guest (gate.S): when it may be taken, and
 * what becomes of a thread that is found on it.
 *
 * World   lxcore, of the thread itself and of its tracer.
 */
#ifndef LXRUN_ARCH_LEAVE_H
#define LXRUN_ARCH_LEAVE_H

#include <stdbool.h>

#include "abi/signal.h"
#include "arch/x86_64/gate.h"

#define EFLAGS_CARRY 0x1UL
#define EFLAGS_ALWAYS_SET 0x2UL
#define EFLAGS_PARITY 0x4UL
#define EFLAGS_ADJUST 0x10UL
#define EFLAGS_ZERO 0x40UL
#define EFLAGS_SIGN 0x80UL
#define EFLAGS_INTERRUPT 0x200UL
#define EFLAGS_DIRECTION (1UL << EFLAGS_DIRECTION_BIT)
#define EFLAGS_OVERFLOW 0x800UL
#define EFLAGS_ID 0x200000UL

/* Those that the plain way restores, or that lxcore has not changed. */
#define EFLAGS_PLAIN \
    (EFLAGS_CARRY | EFLAGS_ALWAYS_SET | EFLAGS_PARITY | EFLAGS_ADJUST | EFLAGS_ZERO | \
     EFLAGS_SIGN | EFLAGS_INTERRUPT | EFLAGS_DIRECTION | EFLAGS_OVERFLOW | EFLAGS_ID)
_Static_assert(EFLAGS_PLAIN == EFLAGS_PLAIN_BITS, "fast_entry.S");

/* Does the guest go on right behind its `syscall`, which has left the address in
 * rcx, and is there nothing in the frame but what the plain way restores? */
static inline bool leave_may_be_plain(const struct sigframe *frame)
{
    const struct mcontext *regs = &frame->uc.mcontext;
    const struct fpstate *state = (const struct fpstate *)(uintptr_t)regs->fpstate;

    return regs->rcx == regs->rip && (regs->eflags & ~EFLAGS_PLAIN) == 0 &&
           regs->cs == USER_CS && regs->ss == USER_DS &&
           (frame->uc.flags & UC_FP_XSTATE) && state->sw.magic1 == FP_XSTATE_MAGIC1;
}

static inline bool leave_is_plain_way(uint64_t rip)
{
    return rip >= (uint64_t)(uintptr_t)lx_return_begin &&
           rip < (uint64_t)(uintptr_t)lx_return_jump;
}

/* Somewhere on the plain way: nothing is lost yet, since the frame stays whole
 * until the last instruction.  The guest's direction may be set already. */
static inline void leave_abandon_return(uint64_t *rip, uint64_t *rbx, uint64_t *r12,
                                        uint64_t *eflags, uint64_t task, uint64_t frame)
{
    *rip = (uint64_t)(uintptr_t)lx_exit_begin;
    *rbx = task;
    *r12 = frame;
    *eflags &= ~EFLAGS_DIRECTION;
}

/* At the last instruction of the plain way: do it. */
static inline void leave_finish_return(uint64_t *rip, uint64_t rcx)
{
    if (*rip == (uint64_t)(uintptr_t)lx_return_jump)
        *rip = rcx;
}

/* Has hardly come in by the fast way: back to its trampoline, to trap there. */
static inline void leave_back_out(uint64_t *rip, uint64_t r11)
{
    if (*rip < (uint64_t)(uintptr_t)lx_fast_entry ||
        *rip >= (uint64_t)(uintptr_t)lx_fast_entered)
        return;
    if (*rip != (uint64_t)(uintptr_t)lx_fast_decline_jump)
        r11 += (uint64_t)FAST_RECORD_TRAP;
    *rip = r11;
}

#endif
