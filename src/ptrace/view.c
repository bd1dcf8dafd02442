/* SPDX-License-Identifier: GPL-2.0-or-later */
/* view.c - finding the guest's registers in another process's lxcore. */
#include "ptrace/view.h"

#include "abi/errno.h"
#include "core/host.h"
#include "core/layout.h"
#include "core/span.h"
#include "ptrace/remote.h"
#include "seccomp/trace.h"
#include "task/task.h"

#define MCONTEXT_OFFSET \
    (offsetof(struct sigframe, uc) + offsetof(struct ucontext, mcontext))

/* The first thread's area lies in the image, the others behind it. */
static bool find_task(struct tracee *tracee, uint64_t rsp)
{
    if (!span_overlaps(rsp, 1))
        return false;
    tracee->task_at = (rsp | (LX_AREA_SIZE - 1)) - (LX_AREA_TOP_SIZE - 1);
    return true;
}

static bool is_in_area(const struct tracee *tracee, uint64_t at, uint64_t size)
{
    uint64_t start = tracee->task_at + LX_AREA_TOP_SIZE - LX_AREA_SIZE;

    return at % sizeof(uint64_t) == 0 && at >= start && at < tracee->task_at &&
           size <= tracee->task_at - at;
}

static bool find_frame(struct tracee *tracee)
{
    uint64_t pointer_at = tracee->task_at + offsetof(struct task, frame);

    return remote_read(tracee->tid, pointer_at, &tracee->frame_at, sizeof(uint64_t)) ==
               0 &&
           is_in_area(tracee, tracee->frame_at, sizeof(struct sigframe));
}

static long read_mcontext(const struct tracee *tracee, struct mcontext *mcontext)
{
    return remote_read(tracee->tid, tracee->frame_at + MCONTEXT_OFFSET, mcontext,
                       sizeof(*mcontext));
}

/*
 * The two numbers of a call that a filter asks about, in the tracee's frame: rax,
 * and for orig_rax, which is not in a frame, the number that the trap has told.
 * The host's call gets the result that says which of them is meant (TRACE_…).
 */
#define ASKED_OFFSET \
    (offsetof(struct sigframe, info) + offsetof(struct siginfo, sys.syscall))

int view_asked_call(const struct tracee *tracee)
{
    uint64_t word = UINT64_MAX; /* the number, and the architecture */

    remote_read(tracee->tid, tracee->frame_at + ASKED_OFFSET, &word, sizeof(word));
    return (int)(uint32_t)word;
}

static void set_asked_call(const struct tracee *tracee, int nr, struct user_regs *core)
{
    uint64_t word;

    if (remote_read(tracee->tid, tracee->frame_at + ASKED_OFFSET, &word, sizeof(word)) !=
        0)
        return;
    word = (word & ~(uint64_t)UINT32_MAX) | (uint32_t)nr;
    remote_write(tracee->tid, tracee->frame_at + ASKED_OFFSET, &word, sizeof(word));
    core->orig_rax = UINT64_MAX;
    core->rax = (uint64_t)(nr < 0 ? TRACE_SKIPPED : TRACE_GO_ON);
}

/* If the tracer changes nothing, the call goes on. */
static void begin_asking(const struct tracee *tracee)
{
    struct user_regs regs;

    if (view_get_regs(tracee, &regs) != 0)
        return;
    regs.rax = (uint64_t)-ENOSYS;
    view_set_regs(tracee, &regs);
}

void view_begin(struct tracee *tracee, const struct stop *stop, enum tracee_view view)
{
    struct mcontext guest;

    tracee->view = VIEW_REAL;
    if (view == VIEW_REAL || !find_task(tracee, stop->regs.rsp) || !find_frame(tracee) ||
        read_mcontext(tracee, &guest) != 0)
        return;
    tracee->view = view;
    tracee->core_rax = stop->regs.rax;
    tracee->core_orig_rax = stop->regs.orig_rax;
    tracee->guest_rax = guest.rax;
    tracee->guest_rip = guest.rip;
    if (view == VIEW_SECCOMP)
        begin_asking(tracee);
}

/* The kernel begins some calls again by another number (restart_syscall(2)). */
static uint64_t call_number(const struct tracee *tracee)
{
    return tracee->core_orig_rax == SYS_restart_syscall ? SYS_restart_syscall :
                                                          tracee->guest_rax;
}

static void show_call_of_core(const struct tracee *tracee, struct user_regs *regs,
                              uint64_t guest_rax)
{
    bool is_abandoned = regs->rax == (uint64_t)LX_NO_RESULT;

    if (is_abandoned || tracee->view == VIEW_MIDWAY) {
        regs->rax = guest_rax;
        regs->orig_rax = UINT64_MAX;
        return;
    }
    regs->orig_rax = call_number(tracee);
    if (tracee->view != VIEW_INTERRUPT)
        regs->rax = (uint64_t)-ENOSYS;
}

/* rax and orig_rax, as the kernel shows them at the same stop. */
static void show_call(const struct tracee *tracee, struct user_regs *regs,
                      uint64_t guest_rax)
{
    if (tracee->view != VIEW_SECCOMP) {
        show_call_of_core(tracee, regs, guest_rax);
        return;
    }
    regs->rax = guest_rax;
    regs->orig_rax = (uint64_t)view_asked_call(tracee);
}

static void show_general(struct user_regs *regs, const struct mcontext *guest)
{
    regs->r15 = guest->r15;
    regs->r14 = guest->r14;
    regs->r13 = guest->r13;
    regs->r12 = guest->r12;
    regs->r11 = guest->r11;
    regs->r10 = guest->r10;
    regs->r9 = guest->r9;
    regs->r8 = guest->r8;
    regs->rbp = guest->rbp;
    regs->rbx = guest->rbx;
    regs->rcx = guest->rcx;
    regs->rdx = guest->rdx;
    regs->rsi = guest->rsi;
    regs->rdi = guest->rdi;
    regs->rip = guest->rip;
    regs->rsp = guest->rsp;
    regs->eflags = guest->eflags;
}

long view_get_regs(const struct tracee *tracee, struct user_regs *regs)
{
    struct mcontext guest;
    long err = remote_get_regs(tracee->tid, regs);

    if (err != 0 || tracee->view == VIEW_REAL)
        return err;
    err = read_mcontext(tracee, &guest);
    if (err != 0)
        return err;
    show_general(regs, &guest);
    show_call(tracee, regs, guest.rax);
    return 0;
}

static void take_general(struct mcontext *guest, const struct user_regs *regs)
{
    guest->r15 = regs->r15;
    guest->r14 = regs->r14;
    guest->r13 = regs->r13;
    guest->r12 = regs->r12;
    guest->r11 = regs->r11;
    guest->r10 = regs->r10;
    guest->r9 = regs->r9;
    guest->r8 = regs->r8;
    guest->rbp = regs->rbp;
    guest->rbx = regs->rbx;
    guest->rcx = regs->rcx;
    guest->rdx = regs->rdx;
    guest->rsi = regs->rsi;
    guest->rdi = regs->rdi;
    guest->rip = regs->rip;
    guest->rsp = regs->rsp;
    guest->eflags = regs->eflags;
}

static bool is_call_to_go_on(const struct tracee *tracee, const struct user_regs *regs)
{
    return regs->rip == tracee->guest_rip && (int64_t)regs->orig_rax >= 0 &&
           regs->rax == tracee->core_rax;
}

/*
 * A debugger that calls a function of a sleeping program changes rip and puts
 * -1 into orig_rax, so that the kernel does not begin the call again.  lxcore's
 * own call is then made to answer LX_NO_RESULT: lxcore leaves by way of its
 * usual clean-up, with the registers that we have put into the frame.
 */
static void take_call(const struct tracee *tracee, const struct user_regs *regs,
                      struct user_regs *core, struct mcontext *guest)
{
    if (tracee->view == VIEW_MIDWAY || tracee->view == VIEW_SECCOMP)
        guest->rax = regs->rax;
    if (tracee->view == VIEW_SECCOMP)
        set_asked_call(tracee, (int)regs->orig_rax, core);
    if (tracee->view != VIEW_INTERRUPT)
        return;
    if (is_call_to_go_on(tracee, regs)) {
        core->rax = tracee->core_rax;
        core->orig_rax = tracee->core_orig_rax;
        guest->rax = tracee->guest_rax;
    } else {
        core->rax = (uint64_t)LX_NO_RESULT;
        core->orig_rax = UINT64_MAX;
        guest->rax = regs->rax;
    }
}

static long set_view(const struct tracee *tracee, const struct user_regs *regs)
{
    struct user_regs core;
    struct mcontext guest;
    long err = remote_get_regs(tracee->tid, &core);

    if (err == 0)
        err = read_mcontext(tracee, &guest);
    if (err != 0)
        return err;
    take_general(&guest, regs);
    take_call(tracee, regs, &core, &guest);
    core.fs_base = regs->fs_base;
    core.gs_base = regs->gs_base;
    err = remote_set_regs(tracee->tid, &core);
    if (err != 0)
        return err;
    return remote_write(tracee->tid, tracee->frame_at + MCONTEXT_OFFSET, &guest,
                        sizeof(guest));
}

/* An area that its thread has left may be another thread's already. */
long view_set_regs(const struct tracee *tracee, const struct user_regs *regs)
{
    if (tracee->view == VIEW_REAL)
        return remote_set_regs(tracee->tid, regs);
    return tracee->view == VIEW_END ? 0 : set_view(tracee, regs);
}

long view_get_sigmask(const struct tracee *tracee, uint64_t *mask)
{
    return remote_read(tracee->tid, tracee->task_at + offsetof(struct task, sigmask),
                       mask, sizeof(*mask));
}

long view_set_sigmask(const struct tracee *tracee, uint64_t mask)
{
    mask &= ~SIG_UNBLOCKABLE;
    return remote_write(tracee->tid, tracee->task_at + offsetof(struct task, sigmask),
                        &mask, sizeof(mask));
}
