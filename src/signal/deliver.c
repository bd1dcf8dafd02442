/* SPDX-License-Identifier: GPL-2.0-or-later */
/* deliver.c - from a host signal to the guest's handler, or to the guest's end. */
#include "signal/deliver.h"

#include "abi/errno.h"
#include "arch/x86_64/gate.h"
#include "arch/x86_64/leave.h"
#include "arch/x86_64/patch.h"
#include "arch/x86_64/pkeys.h"
#include "arch/x86_64/uaccess.h"
#include "core/host.h"
#include "core/panic.h"
#include "core/span.h"
#include "dispatch/fast.h"
#include "ptrace/follow.h"
#include "signal/action.h"
#include "signal/frame.h"
#include "signal/held.h"
#include "task/task.h"
#include "trace/flight.h"
#include "trace/trace.h"

#define FAULT_SIGNALS \
    (SIG_BIT(4) | SIG_BIT(SIGTRAP) | SIG_BIT(SIGBUS) | SIG_BIT(8) | SIG_BIT(SIGSEGV))

/* Made by the processor at the interrupted instruction, not sent: si_code is
 * positive then (sigaction(2)). */
static bool is_fault(const struct siginfo *info)
{
    return info->code > 0 && (SIG_BIT(info->signo) & FAULT_SIGNALS);
}

static bool in_range(uint64_t rip, const char *first, const char *last)
{
    return rip >= HOST_POINTER(first) && rip <= HOST_POINTER(last);
}

/* Hand a signal back to the kernel, which keeps it while it is blocked, or
 * does the default action.  The kernel takes back a siginfo with a code of its
 * own only from the thread whose id is given, but a thread's id names the
 * thread's process as well (kill(2), rt_sigqueueinfo(2)).  Of several of one
 * real-time number it becomes the last. */
static void sig_requeue(struct task *task, const struct siginfo *info)
{
    if (info->code == SI_TKILL || is_fault(info))
        host_queue_to_thread(task->tgid, task->tid, info->signo, info);
    else
        host_queue_to_process(task->tid, info->signo, info);
}

/* The default action of a signal that came to lxcore: let the kernel do it.  If
 * another thread sets a handler meanwhile, the signal comes back for that. */
static void sig_do_default(struct task *task, const struct sigframe *frame,
                           const struct siginfo *info)
{
    if (unlikely(task->restrictions & TASK_IS_TRACED))
        trace_signal(task, frame, info, false);
    flight_note_signal(task, info, false);
    flight_crash(task, frame, info);
    sighand_host_default(task, info->signo);
    sig_requeue(task, info);
}

/* The mask that decides: that of an interrupted ppoll-like call, if any. */
static uint64_t mask_in_force(const struct task *task, const struct sigframe *frame)
{
    if (task->has_wait_mask && frame->uc.mcontext.rax == (uint64_t)-EINTR)
        return task->wait_mask;
    return task->sigmask;
}

static uint64_t handler_mask(const struct task *task, const struct sigframe *frame,
                             const struct ksigaction *action, int signo)
{
    uint64_t mask = mask_in_force(task, frame) | action->mask;

    if (!(action->flags & SA_NODEFER))
        mask |= SIG_BIT(signo);
    return mask;
}

static void sig_set_mask(struct task *task, struct sigframe *frame, uint64_t mask)
{
    task->has_wait_mask = false;
    task->sigmask = mask;
    frame->uc.sigmask = task_host_mask(mask);
    sig_mask_changed(task);
}

static void sig_run_handler(struct task *task, struct sigframe *frame,
                            const struct ksigaction *action, const struct siginfo *info)
{
    uint64_t mask = handler_mask(task, frame, action, info->signo);

    if (unlikely(task->restrictions & TASK_IS_TRACED))
        trace_signal(task, frame, info, true);
    flight_note_signal(task, info, true);
    if (sigframe_push(task, frame, action, info) != 0) {
        if (info->signo == SIGSEGV)
            sighand_reset_one_shot(task, SIGSEGV, action->handler);
        sig_force_segv(task, frame);
        return;
    }
    if (action->flags & SA_RESETHAND)
        sighand_reset_one_shot(task, info->signo, action->handler);
    sig_set_mask(task, frame, mask);
}

/* Deliver a sent signal to guest code whose registers are in `frame`.  Its
 * disposition or the mask may have changed since the kernel sent it to us. */
static void sig_deliver(struct task *task, struct sigframe *frame,
                        const struct siginfo *info)
{
    struct ksigaction action = sighand_get(task, info->signo);

    if (mask_in_force(task, frame) & SIG_BIT(info->signo)) {
        if (SIG_BIT(info->signo) & SIG_NEVER_BLOCKED)
            sig_hold(task, info);
        else
            sig_requeue(task, info);
    } else if (action.handler == SIG_DFL) {
        sig_do_default(task, frame, info);
    } else if (action.handler != SIG_IGN) {
        sig_run_handler(task, frame, &action, info);
    }
}

bool sig_force(struct task *task, struct sigframe *frame, const struct siginfo *info)
{
    struct ksigaction action = sighand_get(task, info->signo);

    if (!sigaction_has_handler(&action) ||
        (task->sigmask & SIG_BIT(info->signo)))
        return false;
    sig_run_handler(task, frame, &action, info);
    return true;
}

/* Blocked or ignored, a fault kills all the same.  It waits in the host until
 * the guest's registers are back, for the core file; to let the instruction
 * fault again would not do, since another thread may have mapped its page. */
static void sig_force_default(struct task *task, struct sigframe *frame,
                              const struct siginfo *info)
{
    const uint64_t itself = SIG_BIT(info->signo);

    if (unlikely(task->restrictions & TASK_IS_TRACED))
        trace_signal(task, frame, info, false);
    flight_note_signal(task, info, false);
    flight_crash(task, frame, info);
    sighand_force_default(task, info->signo);
    host_sigprocmask(SIG_BLOCK, &itself, NULL);
    host_queue_to_thread(task->tgid, task->tid, info->signo, info);
    task->sigmask &= ~itself;
    frame->uc.sigmask &= ~itself;
}

static void sig_fault_in_guest(struct task *task, struct sigframe *frame,
                               const struct siginfo *info)
{
    if (!sig_force(task, frame, info))
        sig_force_default(task, frame, info);
}

void sig_force_segv(struct task *task, struct sigframe *frame)
{
    const struct siginfo info = { .signo = SIGSEGV, .code = SI_KERNEL };

    sig_fault_in_guest(task, frame, &info);
}

static void sig_fault_in_core(struct sigframe *frame, const struct siginfo *info)
{
    struct mcontext *regs = &frame->uc.mcontext;
    uint64_t fixup = uaccess_fixup(regs->rip);

    if (fixup == 0)
        lx_panic("fault in lxcore", regs->rip - span_start(), info->fault.addr);
    regs->rip = fixup;
}

/* A wait that was stopped and continued is about to go on (restart_syscall(2)).
 * The kernel forgets it as a handler returns: it has been interrupted. */
static bool is_before_restart(const struct mcontext *regs)
{
    return gate_is_before_call(regs->rip) && regs->rax == SYS_restart_syscall;
}

/* What was interrupted decides what becomes of the interrupted thread:
 *
 *   before a stopped wait goes on           the call is over
 *   before a restartable call's `syscall`   the call has not begun: undo it
 *   between exit's check and its sigreturn  check again
 *   on the plain way out                    leave by the other one
 *   between two kinds of frame              begin that again, also where a signal that
 *                                           was sent has taken the trap's place
 *   anywhere else in lxcore                 goes on, and checks later
 */
static void redirect_interrupted_core(const struct task *task, struct mcontext *regs)
{
    if (is_before_restart(regs)) {
        regs->rip += SYSCALL_INSTRUCTION_SIZE;
        regs->rax = (uint64_t)-EINTR;
    } else if (in_range(regs->rip, lx_gate_check, lx_gate_check_syscall)) {
        regs->rip = HOST_POINTER(lx_gate_interrupted);
    } else if (in_range(regs->rip, lx_fast_check, lx_fast_check_syscall)) {
        regs->rip = HOST_POINTER(lx_fast_interrupted);
    } else if (in_range(regs->rip, lx_exit_begin, lx_exit_syscall)) {
        regs->rip = HOST_POINTER(lx_exit_begin);
    } else if (leave_is_plain_way(regs->rip)) {
        leave_abandon_return(&regs->rip, &regs->rbx, &regs->r12, &regs->eflags,
                             HOST_POINTER(task), HOST_POINTER(task->frame));
    } else if (in_range(regs->rip, lx_upgrade, lx_upgrade_jump) ||
               in_range(regs->rip, lx_upgrade_trap,
                        lx_upgrade_syscall + SYSCALL_INSTRUCTION_SIZE)) {
        regs->rip = HOST_POINTER(lx_upgrade);
    }
}

static void sig_save(struct task *task, const struct siginfo *info)
{
    if (task->saved_signal_valid)
        lx_panic("two signals at once", (uint64_t)info->signo,
                 (uint64_t)task->saved_signal.signo);
    task->saved_signal = *info;
    task->saved_signal_valid = 1;
    __atomic_or_fetch(&task->attention, TASK_SIGNAL_SAVED, __ATOMIC_RELEASE);
}

/* What was interrupted goes on with signals blocked if one is saved.  A sent
 * SIGSYS must not come again before the way out: its handler starts with an open
 * mask, and a storm of them would fill the stack. */
static void block_in_core(struct task *task, struct sigframe *frame)
{
    if (task->saved_signal_valid)
        frame->uc.sigmask = SIG_ALL_IN_CORE;
    else if (frame->info.signo == SIGSYS)
        frame->uc.sigmask |= SIG_BIT(SIGSYS);
    else
        return;
    task->leaves_whole = true;
}

/* Whoever sends itself what looks like a fault gets it behind the `syscall` that it
 * was sent by; nothing that is in the gate can fault. */
static bool is_at_gate(uint64_t rip)
{
    return rip - HOST_POINTER(lx_gate_syscall) < LX_GATE_SIZE;
}

static void sig_async_in_core(struct task *task, struct sigframe *frame)
{
    const struct siginfo *info = &frame->info;

    if (is_fault(info) && !is_at_gate(frame->uc.mcontext.rip)) {
        sig_fault_in_core(frame, info);
        return;
    }
    if (info->code == SI_HELD_POKE)
        sig_held_wake(task, SIG_NEVER_BLOCKED);
    else if (SIG_BIT(info->signo) & SIG_NEVER_BLOCKED)
        sig_hold(task, info);
    else
        sig_save(task, info);
    block_in_core(task, frame);
    redirect_interrupted_core(task, &frame->uc.mcontext);
}

static bool is_step(const struct siginfo *info)
{
    return info->signo == SIGTRAP && info->code != SI_KERNEL;
}

/*
 * What comes of rewritten sites only: a thread that runs into one while it is
 * changed tries again; and one that the guest has told to trap at each
 * instruction makes its call by a trap, behind which comes the next.  Everything
 * else finds a thread in a trampoline at its site.
 */
static bool is_of_rewriting(struct task *task, struct sigframe *frame)
{
    struct mcontext *regs = &frame->uc.mcontext;
    uint64_t trap;

    if (!is_fault(&frame->info)) {
        patch_settle(&regs->rip, &regs->rcx);
        return false;
    }
    if (patch_is_of_padding(task, &frame->info, &regs->rip))
        return true;
    trap = is_step(&frame->info) ? patch_trap_of(regs->rip) : 0;
    if (trap == 0)
        return patch_is_transient(&frame->info, regs->rip);
    regs->rip = trap;
    return true;
}

static void sig_async_in_guest(struct task *task, struct sigframe *frame)
{
    struct siginfo info = frame->info;

    task->has_wait_mask = false;
    pkeys_enter(frame);
    if (is_of_rewriting(task, frame))
        ;
    else if (is_fault(&info))
        sig_fault_in_guest(task, frame, &info);
    else if (info.code != SI_HELD_POKE)
        sig_deliver(task, frame, &info);
    if (task->attention != 0)
        sig_deliver_attention(task, frame);
}

/* True: the SIGCHLD was for lxcore, which follows its tracees. */
static bool is_of_tracee(struct task *task, struct sigframe *frame)
{
    if (likely(frame->info.signo != SIGCHLD) || !follow_takes(task, frame))
        return false;
    if (task->attention != 0)
        redirect_interrupted_core(task, &frame->uc.mcontext);
    return true;
}

/* A child has asked to be traced, and stops from now on.  In the middle of lxcore,
 * where locks may be held, only a note is made. */
static bool is_of_new_tracee(struct task *task, struct sigframe *frame)
{
    struct mcontext *regs = &frame->uc.mcontext;

    if (likely(frame->info.code != SI_TRACEE_POKE || frame->info.signo != SIGBUS))
        return false;
    if (gate_is_behind_call(regs->rip) && regs->rax == (uint64_t)-EINTR)
        task->is_nudged = true;
    if (!span_holds_code(regs->rip) || gate_is_behind_call(regs->rip))
        follow_new_tracee(task);
    else
        __atomic_or_fetch(&task->attention, TASK_TRACEE_CAME, __ATOMIC_RELEASE);
    if (task->attention != 0)
        redirect_interrupted_core(task, regs);
    return true;
}

bool sig_async(struct task *task, struct sigframe *frame)
{
    if (is_of_tracee(task, frame) || is_of_new_tracee(task, frame))
        return false;
    leave_finish_return(&frame->uc.mcontext.rip, frame->uc.mcontext.rcx);
    if (!is_fault(&frame->info))
        leave_back_out(&frame->uc.mcontext.rip, frame->uc.mcontext.r11);
    if (span_holds_code(frame->uc.mcontext.rip) &&
        (is_fault(&frame->info) || !fast_settle(task, frame))) {
        sig_async_in_core(task, frame);
        return false;
    }
    sig_async_in_guest(task, frame);
    return true;
}

/* lx_sigsys_entry begins with an open mask.  What comes before it is closed here
 * is saved, and block_in_core() sees it; after that nothing comes.  In lxcore not
 * even another SIGSYS, or a storm of them would use up the stack. */
bool sig_async_sigsys(struct task *task, struct sigframe *frame)
{
    uint64_t all = SIG_ALL_IN_CORE;

    if (span_holds_code(frame->uc.mcontext.rip))
        all |= SIG_BIT(SIGSYS);
    host_sigprocmask(SIG_SETMASK, &all, NULL);
    return sig_async(task, frame);
}

void sig_deliver_attention(struct task *task, struct sigframe *frame)
{
    uint32_t attention = __atomic_exchange_n(&task->attention, 0, __ATOMIC_RELAXED);
    struct siginfo info;

    if (unlikely(attention & TASK_TRACEE_CAME))
        follow_new_tracee(task);
    if (task->saved_signal_valid) {
        info = task->saved_signal;
        task->saved_signal_valid = 0;
        sig_deliver(task, frame, &info);
    }
    while (sig_take_held(task, ~mask_in_force(task, frame), &info) != 0)
        sig_deliver(task, frame, &info);
    task->has_wait_mask = false;
}
