/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * arrive.c - what the host stops a tracee for, and what its tracer sees of it:
 * signals and events.  Calls are in arrive_call.c.
 */
#include "ptrace/arrive.h"

#include "ptrace/arrive_impl.h"
#include "ptrace/deferred.h"
#include "ptrace/follow.h"
#include "ptrace/remote.h"
#include "ptrace/restart.h"
#include "ptrace/resume.h"
#include "ptrace/tell.h"
#include "ptrace/view.h"
#include "signal/held.h"

bool arrive_hide(struct tracee *tracee, int signo)
{
    resume_hidden(tracee, signo);
    return false;
}

bool arrive_show(struct tracee *tracee, const struct stop *stop, enum tracee_view view)
{
    if (tracee->image == IMAGE_GUEST)
        remote_tell_traced(tracee->tid);
    view_begin(tracee, stop, view);
    tracee->is_stopped = true;
    return true;
}

void arrive_forget_call(struct tracee *tracee)
{
    tracee->is_in_core = tracee->is_in_call = false;
    tracee->is_exit_due = tracee->is_interrupted = tracee->is_telling = false;
}

static bool arrive_step(struct tracee *tracee, const struct stop *stop)
{
    if (!stop_is_in_core(stop)) {
        arrive_forget_call(tracee);
        return arrive_show(tracee, stop, VIEW_REAL);
    }
    tracee->is_in_core = true;
    return arrive_hide(tracee, 0);
}

static bool arrive_signal_in_core(struct tracee *tracee, const struct stop *stop,
                                  int *status)
{
    tracee->is_in_core = true;
    if (stop_is_fault(stop))
        return arrive_hide(tracee, stop->signo == SIGTRAP ? 0 : stop->signo);
    if (stop_is_interrupted(stop))
        return arrive_asleep(tracee, stop, status);
    /* Whoever holds the lock may be stopped already and stay so. */
    if (stop_is_at_lock(stop) || !deferred_keep(tracee, &stop->info))
        return arrive_show(tracee, stop, VIEW_MIDWAY);
    return arrive_hide(tracee, 0);
}

/* lxcore has given up its handler for a fault that the guest does not handle,
 * and has handed the signal back (signal/deliver.c). */
static bool is_second_fault(const struct tracee *tracee, const struct stop *stop)
{
    const uint64_t bit = SIG_BIT(stop->signo);

    if (!(bit & SIG_NEVER_BLOCKED) &&
        (!(bit & SIG_CRASHES) || tracee->passed != stop->signo))
        return false;
    return !remote_handles(tracee->tid, stop->signo);
}

/* A signal of lxcore's own (signal/held.h, follow.h). */
static bool is_poke(const struct stop *stop)
{
    return (SIG_BIT(stop->signo) & SIG_NEVER_BLOCKED) &&
           (stop->info.code == SI_HELD_POKE || stop->info.code == SI_TRACEE_POKE);
}

/* lxcore traps by itself. */
static bool arrive_upgrade(struct tracee *tracee)
{
    tracee->is_in_core = true;
    return arrive_hide(tracee, SIGSYS);
}

static bool arrive_signal(struct tracee *tracee, struct stop *stop, int *status)
{
    tracee->is_delivery = true;
    deferred_recognise(tracee, &stop->info);
    if (tracee->passing == stop->signo) {
        tracee->passing = 0;
        return arrive_hide(tracee, stop->signo);
    }
    if (stop_is_trap(stop))
        return arrive_trap(tracee, stop);
    if (stop_is_upgrade(stop))
        return arrive_upgrade(tracee);
    if (stop->is_in_trampoline && stop_is_step(stop))
        return arrive_hide(tracee, 0);
    if (tell_is_exit(&stop->info))
        return arrive_told(tracee, stop, status);
    if (is_poke(stop))
        return arrive_hide(tracee, stop->signo);
    if (stop_is_in_core(stop))
        return arrive_signal_in_core(tracee, stop, status);
    if (is_second_fault(tracee, stop))
        return arrive_hide(tracee, stop->signo);
    return arrive_in_guest(tracee, stop, status);
}

static bool arrive_group_stop(struct tracee *tracee, const struct stop *stop, int *status)
{
    if (!stop_is_in_core(stop))
        return arrive_in_guest(tracee, stop, status);
    tracee->is_in_core = true;
    if (stop_is_interrupted(stop))
        return arrive_asleep(tracee, stop, status);
    return arrive_show(tracee, stop, VIEW_MIDWAY);
}

static bool arrive_exec(struct tracee *tracee, const struct stop *stop)
{
    uint64_t old_tid = 0;

    remote_get_message(tracee->tid, &old_tid);
    tracee = tracee_rename(tracee, (int)old_tid);
    tracee->image = remote_has_core(tracee->tid) ? IMAGE_GUEST : IMAGE_FOREIGN;
    tracee->is_in_core = stop_is_in_core(stop);
    tracee->is_interrupted = tracee->is_rewound = tracee->is_telling = false;
    if (!tracee->is_in_core)
        return arrive_show(tracee, stop, VIEW_REAL);
    tracee->is_booting = true;
    tracee->exec_message = old_tid;
    return arrive_hide(tracee, 0);
}

/* It will soon be where it may stop. */
static bool is_on_its_way(const struct tracee *tracee, const struct stop *stop)
{
    if (stop_is_in_core(stop))
        return !stop_is_interrupted(stop) && !stop_is_at_lock(stop);
    /* A call that has trapped looks like this until its SIGSYS is delivered. */
    return (int64_t)stop->regs.orig_rax >= 0 && stop->regs.rax == stop->regs.orig_rax &&
           remote_has_trap_pending(tracee->tid);
}

/* PTRACE_INTERRUPT, or the first stop of a new tracee of PTRACE_SEIZE. */
static bool arrive_interrupt(struct tracee *tracee, const struct stop *stop, int *status)
{
    if (stop->signo != SIGTRAP || !is_on_its_way(tracee, stop))
        return arrive_group_stop(tracee, stop, status);
    tracee->is_in_core = stop_is_in_core(stop);
    tracee->is_stop_deferred = true;
    return arrive_hide(tracee, 0);
}

static enum tracee_view view_of_event(int event)
{
    switch (event) {
    case PTRACE_EVENT_EXIT:
        return VIEW_END;
    case PTRACE_EVENT_SECCOMP:
        return VIEW_SECCOMP;
    default:
        return VIEW_CALL;
    }
}

static bool arrive_event(struct tracee *tracee, const struct stop *stop, int *status)
{
    if (stop->event == PTRACE_EVENT_EXEC)
        return arrive_exec(tracee, stop);
    if (stop->event == PTRACE_EVENT_STOP)
        return arrive_interrupt(tracee, stop, status);
    if (!stop_is_in_core(stop))
        return arrive_show(tracee, stop, VIEW_REAL);
    tracee->is_in_core = tracee->is_exit_due = true;
    return arrive_show(tracee, stop, view_of_event(stop->event));
}

static bool arrive(struct tracee *tracee, struct stop *stop, int *status)
{
    tracee->is_delivery = false;
    switch (stop->kind) {
    case STOP_ENTRY:
        return arrive_entry(tracee, stop, status);
    case STOP_EXIT:
        return arrive_exit(tracee, stop, status);
    case STOP_STEP:
        return arrive_step(tracee, stop);
    case STOP_SIGNAL:
        return arrive_signal(tracee, stop, status);
    case STOP_GROUP:
        return arrive_group_stop(tracee, stop, status);
    case STOP_EVENT:
    default:
        return arrive_event(tracee, stop, status);
    }
}

/* NULL: not for us to hide (see tracee.h). */
static struct tracee *find_or_add(struct task *task, int tid)
{
    struct tracee *tracee = tracee_find(task, tid);

    if (tracee != NULL)
        return tracee;
    if (!remote_is_ours(tid))
        return NULL;
    follow_begin(task);
    return tracee_add(task, tid);
}

bool arrive_is_shown(struct task *task, int tid, int *status)
{
    struct tracee *tracee = find_or_add(task, tid);
    struct stop stop;

    if (tracee == NULL)
        return true;
    /* Killed meanwhile: its end is still to be waited for. */
    if (stop_read(tid, *status, &stop) != 0)
        return false;
    restart_undo(tracee, &stop);
    if (tracee->image == IMAGE_UNKNOWN)
        tracee->image = remote_has_core(tid) ? IMAGE_GUEST : IMAGE_FOREIGN;
    if (tracee->image == IMAGE_GUEST || stop.event == PTRACE_EVENT_EXEC)
        return arrive(tracee, &stop, status);
    return arrive_show(tracee, &stop, VIEW_REAL);
}
