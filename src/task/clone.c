/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * clone.c - new threads and processes.
 *
 * A child that shares our memory (a thread, a vfork child) needs a thread area
 * of its own before it runs: it gets a copy of the frame of the parent's call,
 * with its own stack pointer and result, and leaves lxcore through that frame
 * like any other call.  So its registers, vector state included, are its
 * parent's.  A child with a copy of our memory goes on where it is.
 *
 * All signals are blocked from before the clone until the frames are left, so
 * that none finds a child half made: above all a vfork child, which the kernel
 * starts with its parent's alternate stack.  All, because nothing traps or
 * touches guest memory until then.
 */
#include "task/clone.h"

#include "abi/errno.h"
#include "abi/sched.h"
#include "arch/x86_64/gate.h"
#include "core/host.h"
#include "core/string.h"
#include "dispatch/fast.h"
#include "futex/futex.h"
#include "signal/action.h"
#include "signal/deliver.h"
#include "task/area.h"
#include "task/fork.h"
#include "task/sharer.h"
#include "task/task.h"
#include "trace/trace.h"

static const uint64_t all_signals = ~0UL;

/* The kernel's frame lies at the top of the alternate stack, the vector state
 * above it: one block, copied to the same offset of the child's area. */
static void copy_frame(const struct task *parent, struct task *child)
{
    uint64_t size = task_stack_top(parent) - HOST_POINTER(parent->frame);
    uint64_t delta = task_stack_top(child) - task_stack_top(parent);

    child->frame = (struct sigframe *)(uintptr_t)(task_stack_top(child) - size);
    memcpy(child->frame, parent->frame, size);
    child->frame->uc.mcontext.fpstate += delta;
    child->frame->uc.stack = task_host_stack(child);
}

static void share_or_copy_sighand(struct task *parent, struct task *child, uint64_t flags)
{
    if (flags & CLONE_SIGHAND) {
        child->sighand = parent->sighand;
        __atomic_add_fetch(&child->sighand->users, 1, __ATOMIC_RELAXED);
        return;
    }
    child->sighand = &area_of(child)->sighand;
    sighand_copy(child->sighand, parent->sighand, parent);
}

static struct task *prepare_child(struct task *parent,
                                  const struct clone_request *request)
{
    struct task *child = area_take();

    if (child == NULL)
        return NULL;
    copy_frame(parent, child);
    child->frame->uc.mcontext.rax = 0;
    if (request->stack_top != 0)
        child->frame->uc.mcontext.rsp = request->stack_top;
    child->done_ip = child->frame->uc.mcontext.rip; /* with 0 in rax */
    child->frame->uc.sigmask = task_host_mask(parent->sigmask);
    child->sigmask = parent->sigmask;
    child->clone_flags = request->flags;
    child->parent_tgid = parent->tgid;
    child->parent_tid = parent->tid;
    if (request->flags & CLONE_THREAD)
        child->tgid = parent->tgid;
    child->takes_gs = fast_owns_gs(parent);
    child->is_borrowing_memory = (request->flags & CLONE_VFORK) != 0;
    child->is_sharing_memory = (request->flags & (CLONE_VFORK | CLONE_THREAD)) == 0;
    /* A thread starts without an altstack, a vfork child keeps it (clone(2)). */
    if (request->flags & CLONE_VFORK)
        child->altstack = parent->altstack;
    else
        child->altstack.flags = SS_DISABLE;
    share_or_copy_sighand(parent, child, request->flags);
    seccomp_inherit(parent, child);
    return child;
}

static void give_up_sighand(struct task *task)
{
    __atomic_sub_fetch(&task->sighand->users, 1, __ATOMIC_RELEASE);
}

/* The vfork child is gone, or has another image: what it left is ours. */
static void reap_borrower(const struct task *parent, struct task *child)
{
    futex_forget_task(parent, child);
    if (child->exec_scratch_size != 0)
        host_munmap(child->exec_scratch, child->exec_scratch_size);
    give_up_sighand(child);
    seccomp_leave(child, parent);
    area_release(child);
}

/* Unless the guest uses these words: the kernel writes the tid, as the child
 * itself would see it, before the child runs. */
static void have_tid_told(struct sys_args *host, const struct clone_request *request,
                          const struct task *child)
{
    if (request->flags & (CLONE_CHILD_SETTID | CLONE_CHILD_CLEARTID))
        return;
    if (request->args != NULL) {
        request->args->flags |= CLONE_CHILD_SETTID;
        request->args->child_tid = HOST_POINTER(&child->tid);
    } else {
        host->arg[0] |= CLONE_CHILD_SETTID;
        host->arg[3] = HOST_POINTER(&child->tid);
    }
}

static long clone_sharing_memory(struct task *parent, const struct clone_request *request)
{
    struct sys_args host = request->host;
    struct task *child;
    uint64_t child_stack;
    long result;

    if (!(request->flags & (CLONE_VFORK | CLONE_THREAD)))
        sharer_reap_killed(parent);
    child = prepare_child(parent, request);
    if (child == NULL)
        return -EAGAIN;
    child_stack = HOST_POINTER(child->frame) & ~15UL;
    clone_set_host_stack(&host, request, child_stack);
    have_tid_told(&host, request, child);
    sharer_have_pid_told(&host, request, parent, child);
    result = gate_clone_on_new_stack(&host);
    if (result < 0 || (request->flags & CLONE_VFORK))
        reap_borrower(parent, child);
    return result;
}

static long clone_copying_memory(struct task *task, const struct clone_request *request)
{
    struct sys_args host = request->host;
    long result;

    task->parent_tgid = task->tgid;
    task->parent_tid = task->tid;
    clone_set_host_stack(&host, request, 0);
    fork_prepare(task);
    result = host_call(host.nr, host.arg[0], host.arg[1], host.arg[2], host.arg[3],
                       host.arg[4], host.arg[5]);
    if (result == 0) {
        fork_in_child(task);
        if (unlikely(task->restrictions & TASK_IS_TRACED))
            trace_start(task, task->parent_tgid);
        if (request->flags & CLONE_CLEAR_SIGHAND)
            sighand_clear_handlers(task->sighand, task);
        if (request->stack_top != 0)
            task->frame->uc.mcontext.rsp = request->stack_top;
    } else {
        fork_in_parent(task);
    }
    return result;
}

/* The fast way leaves the host's mask alone (dispatch/fast.h). */
static void open_mask_if_fast(struct task *task)
{
    const uint64_t mask = task_host_mask(task->sigmask);

    if (!fast_is_way_of(task))
        return;
    task->leaves_whole = false;
    host_sigprocmask(SIG_SETMASK, &mask, NULL);
}

/* As clone(2) has them: with the signal in the low byte. */
static uint64_t clone_told_flags(const struct clone_request *request)
{
    uint64_t signal =
        request->args != NULL ? request->args->exit_signal : request->host.arg[0];

    return request->flags | (signal & CSIGNAL);
}

long clone_run(struct task *task, const struct clone_request *request)
{
    long result;

    if (task->attention != 0)
        return LX_REWIND;
    task->leaves_whole = true;
    host_sigprocmask(SIG_SETMASK, &all_signals, NULL);
    /* One may have come before the mask was set. */
    if (task->attention != 0)
        return LX_REWIND;
    result = request->flags & CLONE_VM ? clone_sharing_memory(task, request) :
                                         clone_copying_memory(task, request);
    if (unlikely(task->restrictions & TASK_IS_TRACED) && result > 0)
        trace_birth(task, clone_told_flags(request), result);
    open_mask_if_fast(task);
    return result;
}

struct sigframe *task_start_child(struct task *task)
{
    struct sigstack stack = task_host_stack(task);

    /* Until now a vfork child would have taken signals on its parent's. */
    host_sigaltstack(&stack);
    if (task->takes_gs)
        fast_prepare(task);
    if (task->tid == 0)
        task->tid = (int32_t)host_gettid();
    if (task->tgid == 0)
        task->tgid = task->tid;
    if (unlikely(task->restrictions & TASK_IS_TRACED))
        trace_start(task, task->parent_tgid);
    if (task->clone_flags & CLONE_CLEAR_SIGHAND)
        sighand_clear_handlers(task->sighand, task);
    open_mask_if_fast(task);
    return task->frame;
}
