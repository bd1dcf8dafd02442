/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * fast.c - see fast.h.
 *
 * What needs the kernel's frame, because it copies or replaces it, is declined:
 * the thread goes back to its trampoline, where a `syscall` traps.
 */
#include "dispatch/fast.h"

#include "arch/x86_64/gate.h"
#include "arch/x86_64/gs.h"
#include "arch/x86_64/leave.h"
#include "arch/x86_64/patch.h"
#include "core/guest.h"
#include "core/own_fds.h"
#include "core/string.h"
#include "core/usage.h"
#include "dispatch/admit.h"
#include "dispatch/denied.h"
#include "dispatch/dispatch.h"
#include "dispatch/handler_end.h"
#include "ptrace/traceme.h"
#include "trace/flight.h"
#include "trace/trace.h"
#include "view/plain.h"

#include <asm/prctl.h>
#include <linux/fcntl.h>

#define SYSCALL_INSTRUCTION_SIZE 2

/* Called by lx_fast_entry.  Returns one of LEAVE_… (core/layout.h). */
int dispatch_fast(struct task *task, struct sigframe *frame, gaddr_t record);
/* Called behind the gate: the host's call has failed. */
void dispatch_fast_again(struct task *task, struct sigframe *frame, long result);

void fast_prepare(struct task *task)
{
    task->fast_stack =
        fast_frame_at(HOST_POINTER(task)) + FRAME_EFLAGS + sizeof(uint64_t);
    task->magic = LX_TASK_MAGIC;
    gs_set_base(HOST_POINTER(task));
}

bool fast_owns_gs(const struct task *task)
{
    return task->magic == LX_TASK_MAGIC && gs_base() == HOST_POINTER(task);
}

bool fast_is_way_of(const struct task *task)
{
    return HOST_POINTER(task->frame) == fast_frame_at(HOST_POINTER(task));
}

static bool needs_whole_frame(const struct sys_args *args)
{
    switch (args->nr) {
    case SYS_ptrace:
    case SYS_pkey_alloc:
        return true;
    case SYS_arch_prctl:
        return (int)args->arg[0] != ARCH_GET_FS && (int)args->arg[0] != ARCH_GET_GS;
    default:
        return false;
    }
}

static int decline(struct mcontext *regs, gaddr_t record)
{
    regs->rip = regs->rcx = patch_trap_of(record);
    return LEAVE_PLAINLY;
}

static struct sys_args args_of(const struct mcontext *regs)
{
    return (struct sys_args){
        .nr = (int32_t)regs->rax,
        .arg = { regs->rdi, regs->rsi, regs->rdx, regs->r10, regs->r8, regs->r9 },
    };
}

/* Only a link that is followed leads to lxcore (view/sys_view.c): not lstat(2), and not
 * fstat(2), in the forms in which libc asks for them.  fast_entry.S has the same for
 * newfstatat(2). */
static bool stats_plainly(uint64_t path_at, uint64_t flags)
{
    uint32_t path;

    if (flags & AT_SYMLINK_NOFOLLOW)
        return true;
    return (flags & AT_EMPTY_PATH) != 0 && guest_load32(path_at, &path) == 0 &&
           (path & 0xff) == '\0';
}

/* Calls that lxcore looks at, but for which this time there is nothing to be seen: only
 * the host's call is to be made, with the guest's registers.  The gate makes it without
 * coming back here, since returns behind a system call are slow (entry.S).  Those that
 * are the host's whatever their arguments have not come here (dispatch_quick). */
static inline bool is_for_host(const struct task *task, const struct mcontext *regs)
{
    if (task->restrictions != 0 || own_fd_is(regs->rdi))
        return false;
    switch (regs->rax) {
    case SYS_statx:
        return stats_plainly(regs->rsi, regs->rdx);
    case SYS_openat:
        return view_opens_plainly(regs->rsi, regs->rdx);
    case SYS_open:
        return view_opens_plainly(regs->rdi, regs->rsi);
    default:
        return false;
    }
}

RETURNS_BEFORE_CALL static __attribute__((noinline)) int
dispatch_here(struct task *task, struct sigframe *frame, gaddr_t record)
{
    struct mcontext *regs = &frame->uc.mcontext;
    const struct sys_args args = args_of(regs);
    long result;

    if (unlikely((regs->eflags & ~EFLAGS_PLAIN) != 0 || needs_whole_frame(&args) ||
                 !call_is_admitted_plainly(task, &args, AUDIT_ARCH_X86_64, regs->rip)))
        return decline(regs, record);
    if (unlikely(args.nr == SYS_rt_sigreturn)) {
        handler_end(task, &args, frame);
        return decline(regs, record);
    }
    task->has_called = false;
    result = likely(!(task->restrictions & TASK_IS_TRACED)) ?
                 denied_answer(task, &args, dispatch_args(task, &args)) :
                 trace_call(task, &args, AUDIT_ARCH_X86_64, dispatch_judged);
    flight_note(task, &args, result);
    if (unlikely(task->restrictions & TASK_IS_NOTED))
        usage_count(task->has_called ? USAGE_REWRITTEN : USAGE_SERVED);
    if (unlikely(result == LX_NO_RESULT))
        return LEAVE_WHOLE;
    if (unlikely(result == LX_REWIND)) {
        regs->rip -= SYSCALL_INSTRUCTION_SIZE;
        return LEAVE_WHOLE;
    }
    regs->rax = (uint64_t)result;
    return LEAVE_PLAINLY;
}

RETURNS_BEFORE_CALL int dispatch_fast(struct task *task, struct sigframe *frame,
                                      gaddr_t record)
{
    const struct mcontext *regs = &frame->uc.mcontext;

    task->frame = frame;
    if (likely((regs->eflags & ~EFLAGS_PLAIN) == 0 && is_for_host(task, regs)))
        return LEAVE_BY_CALL;
    return dispatch_here(task, frame, record);
}

void dispatch_fast_again(struct task *task, struct sigframe *frame, long result)
{
    const struct sys_args args = args_of(&frame->uc.mcontext);

    if (result == -EINTR)
        result = call_again(task, &args);
    result = denied_answer(task, &args, result);
    flight_note(task, &args, result);
    frame->uc.mcontext.rax = (uint64_t)result;
}

enum progress { CALL_ELSEWHERE, CALL_NOT_BEGUN, CALL_RETURNED, CALL_IN_FRAME };

/* Is this what the guest is to see, whatever dispatch_fast_again() would say? */
static bool is_final(const struct task *task, long result)
{
    if (likely((uint64_t)result < (uint64_t) - (long)ERRNO_MOST))
        return true;
    return result == -EAGAIN || (result == -EINTR && !task->is_nudged);
}

/* How far has a call of the host's alone come, whose thread is at `regs`? */
static enum progress progress_of(const struct task *task, const struct mcontext *regs)
{
    if (leave_is_plain_way(regs->rip))
        return CALL_IN_FRAME;
    if (regs->rip < HOST_POINTER(lx_fast_check) ||
        regs->rip >= HOST_POINTER(lx_fast_interrupted))
        return CALL_ELSEWHERE;
    if (regs->rip <= HOST_POINTER(lx_fast_check_syscall))
        return regs->rax == SYS_restart_syscall ? CALL_ELSEWHERE : CALL_NOT_BEGUN;
    return is_final(task, (long)regs->rax) ? CALL_RETURNED : CALL_ELSEWHERE;
}

/* What a call has answered that the gate has made, and may not have noted yet. */
static void note_returned(struct task *task, const struct sigframe *fast, uint64_t ip,
                          uint64_t result)
{
    const struct sys_args args = args_of(&fast->uc.mcontext);

    if (ip < HOST_POINTER(lx_fast_noted) || ip >= HOST_POINTER(lx_fast_failed))
        flight_note(task, &args, (long)result);
}

bool fast_settle(struct task *task, struct sigframe *frame)
{
    const struct sigframe *fast =
        (const struct sigframe *)(uintptr_t)fast_frame_at(HOST_POINTER(task));
    struct mcontext *regs = &frame->uc.mcontext;
    const enum progress progress = progress_of(task, regs);
    const uint64_t result = regs->rax, ip = regs->rip;

    if (progress == CALL_ELSEWHERE || !fast_is_way_of(task) || task->attention != 0 ||
        task->leaves_whole || lx_is_traced)
        return false;
    memcpy(regs, &fast->uc.mcontext, offsetof(struct mcontext, cs));
    if (progress == CALL_NOT_BEGUN)
        regs->rip -= SYSCALL_INSTRUCTION_SIZE;
    else if (progress == CALL_RETURNED) {
        note_returned(task, fast, ip, result);
        regs->rax = result;
    }
    frame->uc.sigmask = task_host_mask(task->sigmask);
    return true;
}

bool fast_is_upgrade(const struct sigframe *frame)
{
    return frame->uc.mcontext.rip ==
           HOST_POINTER(lx_upgrade_syscall) + SYSCALL_INSTRUCTION_SIZE;
}

/* A call that was declined, but has not trapped yet, begins again at its site. */
void fast_upgrade(struct task *task, struct sigframe *frame)
{
    const struct sigframe *fast =
        (const struct sigframe *)(uintptr_t)fast_frame_at(HOST_POINTER(task));

    memcpy(&frame->uc.mcontext, &fast->uc.mcontext, offsetof(struct mcontext, cs));
    patch_settle(&frame->uc.mcontext.rip, &frame->uc.mcontext.rcx);
    task->frame = frame;
    frame->uc.sigmask = task_host_mask(task->sigmask);
}
