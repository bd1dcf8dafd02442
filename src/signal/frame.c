/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * frame.c - building and unbuilding the guest's signal frame.
 *
 * The layout is the kernel's (arch/x86/kernel/signal_64.c): from high to low
 * the red zone, the vector state aligned to 64, and struct sigframe eight below
 * a multiple of 16, as a `call` would have left the stack.
 */
#include "signal/frame.h"

#include "abi/errno.h"
#include "arch/x86_64/pkeys.h"
#include "core/guest.h"
#include "core/host.h"
#include "core/string.h"
#include "signal/altstack.h"
#include "signal/deliver.h"
#include "task/task.h"

#define RED_ZONE 128
#define FPSTATE_ALIGN 64
#define EFLAGS_TF 0x100U
#define EFLAGS_DF 0x400U
#define EFLAGS_RF 0x10000U
#define X87_CONTROL_DEFAULT 0x37f

static struct fpstate *host_fpstate(const struct sigframe *frame)
{
    return (struct fpstate *)(uintptr_t)frame->uc.mcontext.fpstate;
}

static size_t fpstate_size(const struct fpstate *state)
{
    return state->sw.magic1 == FP_XSTATE_MAGIC1 ? state->sw.extended_size :
                                                  FPSTATE_LEGACY_SIZE;
}

struct place {
    gaddr_t fpstate;
    gaddr_t frame;
};

/* Where the frame goes; -EFAULT if it would leave the altstack at its bottom. */
static long place_frame(const struct task *task, const struct sigframe *frame,
                        const struct ksigaction *action, struct place *place)
{
    const struct sigstack *stack = &task->altstack;
    uint64_t old_sp = frame->uc.mcontext.rsp;
    uint64_t sp = old_sp - RED_ZONE;
    bool is_on_altstack = altstack_is_active(stack, old_sp);

    if ((action->flags & SA_ONSTACK) && stack->size != 0 && !altstack_is_active(stack, sp)) {
        sp = stack->sp + stack->size;
        is_on_altstack = true;
    }
    sp = (sp - fpstate_size(host_fpstate(frame))) & ~(uint64_t)(FPSTATE_ALIGN - 1);
    place->fpstate = sp;
    sp = ((sp - sizeof(struct sigframe)) & ~15UL) - 8;
    place->frame = sp;
    if (is_on_altstack && !altstack_holds(stack, sp))
        return -EFAULT;
    return 0;
}

/* frame_uc_flags() of the kernel: the flags tell of the mode that the signal
 * has come out of, which may be a 16 or 32 bit segment of the guest's. */
static uint64_t uc_flags(const struct ucontext *uc)
{
    uint64_t flags = (uc->flags & UC_FP_XSTATE) | UC_SIGCONTEXT_SS;

    return uc->mcontext.cs == USER_CS ? flags | UC_STRICT_RESTORE_SS : flags;
}

static long write_frame(struct task *task, const struct sigframe *frame,
                        const struct ksigaction *action, const struct siginfo *info,
                        const struct place *place)
{
    const struct fpstate *state = host_fpstate(frame);
    struct sigframe out = {
        .pretcode = action->restorer,
        .uc = frame->uc,
        .info = *info,
    };

    out.uc.flags = uc_flags(&frame->uc);
    out.uc.link = 0;
    /* As it was set, not as it is: the kernel does not say SS_ONSTACK here. */
    out.uc.stack = task->altstack;
    out.uc.mcontext.fpstate = place->fpstate;
    out.uc.mcontext.oldmask = task->sigmask;
    out.uc.sigmask = task->sigmask;
    if (guest_copy_out(place->fpstate, state, fpstate_size(state)) != 0)
        return -EFAULT;
    return guest_copy_out(place->frame, &out, sizeof(out));
}

/* A handler starts with fresh vector state: an empty xstate_bv makes the
 * kernel's restore load the initial values. */
static void fpstate_reset(struct fpstate *state)
{
    if (state->sw.magic1 == FP_XSTATE_MAGIC1) {
        state->xstate_bv = 0;
        pkeys_reset(state);
    } else {
        memset(state, 0, FPSTATE_LEGACY_SIZE - sizeof(state->sw));
        state->cwd = X87_CONTROL_DEFAULT;
    }
    state->mxcsr = MXCSR_DEFAULT;
}

static void enter_handler(struct sigframe *frame, const struct ksigaction *action,
                          int signo, gaddr_t at)
{
    struct mcontext *regs = &frame->uc.mcontext;

    regs->rdi = (uint64_t)signo;
    regs->rsi = at + offsetof(struct sigframe, info);
    regs->rdx = at + offsetof(struct sigframe, uc);
    regs->rax = 0;
    regs->rsp = at;
    regs->rip = action->handler;
    regs->eflags &= ~(uint64_t)(EFLAGS_TF | EFLAGS_DF | EFLAGS_RF);
    /* Without the flag the kernel keeps ss if it is usable and puts its own
     * there if not, as it does where it enters a handler itself. */
    regs->cs = USER_CS;
    frame->uc.flags &= ~UC_STRICT_RESTORE_SS;
    fpstate_reset(host_fpstate(frame));
}

long sigframe_push(struct task *task, struct sigframe *frame,
                   const struct ksigaction *action, const struct siginfo *info)
{
    struct place place;

    /* x86-64 has no other way back from a handler (the kernel refuses too). */
    if (!(action->flags & SA_RESTORER))
        return -EFAULT;
    if (place_frame(task, frame, action, &place) != 0 ||
        write_frame(task, frame, action, info, &place) != 0)
        return -EFAULT;
    if (task->altstack.flags & SS_AUTODISARM)
        task->altstack = (struct sigstack){ .flags = SS_DISABLE };
    enter_handler(frame, action, info->signo, place.frame);
    return 0;
}

/* The extended part is there if both magic words say so and it is no larger
 * than what this kernel writes (check_xstate_in_sigframe()). */
static bool has_extended_state(gaddr_t from, const struct fpstate *head, size_t limit)
{
    uint32_t magic2;
    uint32_t size = head->sw.xstate_size;

    if (head->sw.magic1 != FP_XSTATE_MAGIC1 || size < FPSTATE_MIN_XSAVE_SIZE ||
        head->sw.extended_size > limit || size > head->sw.extended_size)
        return false;
    return guest_load32(from + size, &magic2) == 0 && magic2 == FP_XSTATE_MAGIC2;
}

static long fpstate_pop(gaddr_t from, struct fpstate *state)
{
    size_t limit = fpstate_size(state);
    struct fpstate head;

    if (from == 0) {
        fpstate_reset(state);
        return 0;
    }
    if (guest_copy_in(&head, from, FPSTATE_LEGACY_SIZE) != 0)
        return -EFAULT;
    if (has_extended_state(from, &head, limit)) {
        if (guest_copy_in(state, from, head.sw.extended_size) != 0)
            return -EFAULT;
        /* Another thread may have changed what has been checked. */
        state->sw = head.sw;
        return 0;
    }
    memcpy(state, &head, FPSTATE_LEGACY_SIZE);
    state->sw.magic1 = 0;
    return 0;
}

static void registers_pop(struct mcontext *to, const struct mcontext *from)
{
    uint64_t fpstate = to->fpstate;

    *to = *from;
    to->fpstate = fpstate;
}

long sigframe_pop(struct task *task, struct sigframe *frame)
{
    gaddr_t from = frame->uc.mcontext.rsp - sizeof(uint64_t);
    struct ucontext uc;

    if (guest_copy_in(&uc, from + offsetof(struct sigframe, uc), sizeof(uc)) != 0)
        return -EFAULT;
    task->sigmask = uc.sigmask & ~SIG_UNBLOCKABLE;
    registers_pop(&frame->uc.mcontext, &uc.mcontext);
    frame->uc.flags = uc.flags;
    if (fpstate_pop(uc.mcontext.fpstate, host_fpstate(frame)) != 0)
        return -EFAULT;
    /* As in the kernel: what cannot be restored is left as it is. */
    altstack_set(task, &uc.stack, uc.mcontext.rsp);
    sig_mask_changed(task);
    return 0;
}
