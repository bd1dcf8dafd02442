/* SPDX-License-Identifier: GPL-2.0-or-later */
/* restart.c - see restart.h. */
#include "ptrace/restart.h"

#include "abi/errno.h"
#include "core/host.h"
#include "ptrace/remote.h"
#include "task/task.h"

#include <linux/seccomp.h>

/* include/linux/errno.h of the kernel; a tracer sees it in rax. */
#define ERESTART_RESTARTBLOCK 516

/* Those that are forwarded by dispatch_run(), and can be restarted so. */
static bool is_restarted_by_number(uint64_t nr)
{
    return nr == SYS_nanosleep || nr == SYS_clock_nanosleep || nr == SYS_poll ||
           nr == SYS_restart_syscall;
}

static bool has_filters(const struct tracee *tracee)
{
    struct task task;

    return remote_read(tracee->tid, tracee->task_at + offsetof(struct task, seccomp),
                       &task.seccomp, sizeof(task.seccomp) & ~7UL) == 0 &&
           task.seccomp.mode == SECCOMP_MODE_FILTER;
}

static void tell(const struct tracee *tracee, uint64_t asks)
{
    remote_write(tracee->tid, tracee->task_at + offsetof(struct task, asks_for_restart),
                 &asks, sizeof(asks));
}

void restart_begin(struct tracee *tracee)
{
    struct user_regs regs;

    if (tracee->view != VIEW_INTERRUPT || !is_restarted_by_number(tracee->guest_rax) ||
        remote_get_regs(tracee->tid, &regs) != 0 ||
        (int64_t)regs.rax != -ERESTART_RESTARTBLOCK || (int64_t)regs.orig_rax < 0 ||
        !has_filters(tracee))
        return;
    regs.rax = (uint64_t)-EINTR;
    if (remote_set_regs(tracee->tid, &regs) != 0)
        return;
    tell(tracee, true);
    tracee->is_restarting = true;
}

void restart_undo(struct tracee *tracee, struct stop *stop)
{
    bool is_there = stop_is_at_guest_call(stop) && (int64_t)stop->regs.rax == -EINTR;

    if (!tracee->is_restarting)
        return;
    tracee->is_restarting = false;
    if (!is_there)
        return;
    tell(tracee, false);
    stop->regs.rax = (uint64_t)-ERESTART_RESTARTBLOCK;
    remote_set_regs(tracee->tid, &stop->regs);
}
