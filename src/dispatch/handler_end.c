/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * handler_end.c - see handler_end.h.
 *
 * The host's rt_sigreturn reads any frame on the stack, not only one that the kernel
 * has made.  So the guest's is copied into one of lxcore's own, and a trap, which would
 * only bring a frame whose vector state is thrown away, is saved.
 *
 * Vector state that is smaller or larger than usual, or not there at all, is left to
 * the trap: what it does not say is in the kernel's frame then.
 */
#include "dispatch/handler_end.h"

#include "arch/x86_64/gate.h"
#include "core/string.h"
#include "core/usage.h"
#include "signal/frame.h"
#include "task/task.h"
#include "trace/flight.h"

/* With AVX-512 and protection keys it takes 2,700 bytes. */
#define STATE_MOST 3072
#define STATE_ALIGN 64

/* What a signal brings on the way out lies below: the frame comes first. */
struct made_frame {
    struct sigframe frame;
    _Alignas(STATE_ALIGN) uint8_t state[STATE_MOST];
};

static void prepare(const struct task *task, const struct sigframe *fast,
                    struct made_frame *made)
{
    struct fpstate *state = (struct fpstate *)(void *)made->state;

    memset(&made->frame, 0, sizeof(made->frame));
    memset(state, 0, sizeof(*state));
    state->sw.magic1 = FP_XSTATE_MAGIC1;
    state->sw.extended_size = STATE_MOST;
    made->frame.uc.stack = task_host_stack(task);
    made->frame.uc.mcontext.rsp = fast->uc.mcontext.rsp;
    made->frame.uc.mcontext.fpstate = HOST_POINTER(state);
}

/* The kernel reads what the state's own words name: nothing of the stack's is there. */
static bool end_state(struct made_frame *made)
{
    const struct fpstate *state = (const struct fpstate *)(const void *)made->state;
    const uint32_t size = state->sw.extended_size;

    if (state->sw.magic1 != FP_XSTATE_MAGIC1 ||
        state->sw.xstate_size < FPSTATE_MIN_XSAVE_SIZE)
        return false;
    memset(made->state + size, 0, STATE_MOST - size);
    return true;
}

/* A signal that is saved has come while the handler's mask was in force, and goes
 * first (lx_sys_sig_return()). */
static bool is_plain(const struct task *task)
{
    return (task->restrictions & ~(uint32_t)TASK_IS_NOTED) == 0 && task->attention == 0;
}

void handler_end(struct task *task, const struct sys_args *args,
                 const struct sigframe *fast)
{
    const uint64_t mask = task->sigmask;
    const struct sigstack altstack = task->altstack;
    struct made_frame made;

    if (!is_plain(task))
        return;
    prepare(task, fast, &made);
    if (sigframe_pop(task, &made.frame) != 0 || !end_state(&made)) {
        task->sigmask = mask;
        task->altstack = altstack;
        return;
    }
    made.frame.uc.sigmask = task_host_mask(task->sigmask);
    task->done_ip = made.frame.uc.mcontext.rip;
    task->done_rax = made.frame.uc.mcontext.rax;
    flight_note(task, args, LX_NO_RESULT);
    if (unlikely(task->restrictions & TASK_IS_NOTED))
        usage_count(USAGE_REWRITTEN);
    /* A tracer finds the guest's registers there from now on. */
    __atomic_store_n(&task->frame, &made.frame, __ATOMIC_RELEASE);
    gate_enter_guest(task, &made.frame);
}
