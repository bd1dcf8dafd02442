/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * dispatch.c - a SIGSYS: is it a system call of the guest, and which one?
 *
 * Anybody may send SIGSYS, and a guest may send itself one with any siginfo:
 * a trap is believed only if the kernel could have made it at this
 * instruction pointer (seccomp(2), SECCOMP_RET_TRAP).
 */
#include "dispatch/dispatch.h"

#include "abi/errno.h"
#include "arch/x86_64/leave.h"
#include "arch/x86_64/patch.h"
#include "arch/x86_64/pkeys.h"
#include "core/guest.h"
#include "core/panic.h"
#include "core/span.h"
#include "core/string.h"
#include "core/usage.h"
#include "dispatch/admit.h"
#include "dispatch/denied.h"
#include "dispatch/fast.h"
#include "dispatch/int80.h"
#include "dispatch/vsyscall.h"
#include "ptrace/tell.h"
#include "signal/deliver.h"
#include "trace/flight.h"
#include "trace/trace.h"

#define SYSCALL_INSTRUCTION_SIZE 2

static bool trap_is_genuine(const struct sigframe *frame)
{
    const struct siginfo *info = &frame->info;

    if (info->code != SYS_SECCOMP || info->signo != SIGSYS)
        return false;
    return info->sys.call_addr == frame->uc.mcontext.rip ||
           vsyscall_is_address(info->sys.call_addr);
}

static bool is_behind_syscall(const struct mcontext *regs)
{
    static const uint8_t instruction[SYSCALL_INSTRUCTION_SIZE] = { 0x0f, 0x05 };
    uint8_t code[SYSCALL_INSTRUCTION_SIZE];

    return regs->rcx == regs->rip && !span_holds_code(regs->rip) &&
           guest_copy_in(code, regs->rip - sizeof(code), sizeof(code)) == 0 &&
           memcmp(code, instruction, sizeof(code)) == 0;
}

/*
 * A signal is not pending twice, and the kernel drops the second:
 *
 *     this thread                          another one
 *     -----------                          -----------
 *     is about to execute `syscall`
 *                                          tgkill(SIGSYS)
 *     `syscall`: the filter's SIGSYS is
 *     dropped, the call is not made
 *     the other SIGSYS
 *
 * It looks like a thread that has come out of a call, but not of the one that it
 * made last: so it is to make the call again.
 */
static void make_up_for_lost_trap(const struct task *task, struct mcontext *regs)
{
    bool is_done = regs->rip == task->done_ip && regs->rax == task->done_rax;

    if (!is_done && is_behind_syscall(regs))
        regs->rip -= SYSCALL_INSTRUCTION_SIZE;
}

static int signal_sent(struct task *task, struct sigframe *frame)
{
    make_up_for_lost_trap(task, &frame->uc.mcontext);
    return sig_async_sigsys(task, frame) ? LEAVE_WHOLE : LEAVE_SIGNAL;
}

/* x32 numbers carry bit 30 and are not offered, as on a kernel built without. */
static const struct dispatch_row *row_of(long nr)
{
    const struct dispatch_row *row;

    if ((uint32_t)nr >= SYSCALL_TABLE_SIZE)
        return NULL;
    row = &dispatch_table[nr];
    return row->entry != NULL ? row : NULL;
}

RETURNS_BEFORE_CALL long dispatch_args(struct task *task, const struct sys_args *args)
{
    const struct dispatch_row *row = row_of(args->nr);

    return likely(row != NULL) ? row->entry(task, args) : -ENOSYS;
}

long dispatch_judged(struct task *task, const struct sys_args *args)
{
    return denied_answer(task, args, dispatch_args(task, args));
}

static long run_call(struct task *task, const struct sys_args *made)
{
    const struct siginfo *info = &task->frame->info;
    /* A tracer may want another one. */
    struct sys_args args = *made;
    long answer;

    if (!call_is_admitted(task, &args, AUDIT_ARCH_X86_64, info->sys.call_addr, &answer))
        return answer;
    if (unlikely(tell_is_skipped(info->error)))
        return LX_NO_RESULT;
    if (unlikely(vsyscall_is_address(info->sys.call_addr)))
        return vsyscall_run(&args);
    return dispatch_judged(task, &args);
}

static long dispatch_call(struct task *task, const struct sigframe *frame)
{
    const struct mcontext *regs = &frame->uc.mcontext;
    const struct sys_args args = {
        .nr = frame->info.sys.syscall,
        .arg = { regs->rdi, regs->rsi, regs->rdx, regs->r10, regs->r8, regs->r9 },
    };

    long result;

    if (unlikely(frame->info.sys.arch != AUDIT_ARCH_X86_64))
        return int80_dispatch(task, frame);
    if (unlikely(task->restrictions & TASK_IS_TRACED))
        result = trace_call(task, &args, AUDIT_ARCH_X86_64, run_call);
    else
        result = run_call(task, &args);
    flight_note(task, &args, result);
    return result;
}

/* Where the call comes from.  One that the fast way has declined comes from a
 * trampoline; if that is because the guest has set its own GS base, there will be
 * more of them. */
static enum usage_path look_at_site(struct task *task, struct sigframe *frame)
{
    struct mcontext *regs = &frame->uc.mcontext;

    if (unlikely(patch_settle(&regs->rip, &regs->rcx))) {
        frame->info.sys.call_addr = regs->rip;
        if (!fast_owns_gs(task))
            patch_end(task);
        return USAGE_DECLINED;
    }
    if (frame->info.sys.arch != AUDIT_ARCH_X86_64 || regs->rip != regs->rcx)
        return USAGE_LEFT;
    if (unlikely(task->seccomp.mode != 0))
        return USAGE_OFF;
    return patch_count_trap(task, regs->rip - SYSCALL_INSTRUCTION_SIZE);
}

/* Called by lx_sigsys_entry.  Returns one of LEAVE_… (core/layout.h). */
int dispatch_trap(struct task *task, struct sigframe *frame);

int dispatch_trap(struct task *task, struct sigframe *frame)
{
    enum usage_path path;
    long result;

    if (unlikely(!trap_is_genuine(frame)))
        return signal_sent(task, frame);
    if (unlikely(fast_is_upgrade(frame))) {
        fast_upgrade(task, frame);
        return LEAVE_WHOLE;
    }
    if (unlikely(span_holds_code(frame->uc.mcontext.rip)))
        lx_panic("call outside the gate", frame->uc.mcontext.rip,
                 (uint64_t)frame->info.sys.syscall);
    task->frame = frame;
    path = look_at_site(task, frame);
    if (unlikely(task->restrictions & TASK_IS_NOTED))
        usage_count(path);
    pkeys_enter(frame);
    result = dispatch_call(task, frame);
    /* The kernel has put the number back into rax when it trapped. */
    if (unlikely(result == LX_REWIND))
        frame->uc.mcontext.rip -= SYSCALL_INSTRUCTION_SIZE;
    else if (result != LX_NO_RESULT)
        frame->uc.mcontext.rax = (uint64_t)result;
    task->done_ip = frame->uc.mcontext.rip;
    task->done_rax = frame->uc.mcontext.rax;
    frame->uc.sigmask = task_host_mask(task->sigmask);
    if (unlikely(tell_wants_exit(frame->info.error)))
        tell_exit(task);
    if (likely(result != LX_NO_RESULT && leave_may_be_plain(frame)))
        return LEAVE_PLAINLY;
    return LEAVE_WHOLE;
}
