/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * arrive.c - what the host stops a tracee for, and what its tracer sees of it.
 *
 * Of a system call under PTRACE_SYSCALL the host shows, and we show:
 *
 *     entry, in guest code                       the entry
 *     SIGSYS, on the way to lxcore               -
 *     entry and exit of lxcore's own calls       -
 *     entry of lxcore's rt_sigreturn             -
 *     its exit, in guest code                    the exit
 *
 * A blocking call that a signal interrupts ends for the tracer where the host
 * ends lxcore's call (-ERESTART… in rax), and begins again where the kernel
 * begins that again.
 *
 * After exec, lxcore loads the program: PTRACE_EVENT_EXEC is shown when it has
 * done so.  The SIGTRAP that comes instead of the event waits by itself, since
 * every signal is blocked until then.
 */
#include "ptrace/arrive.h"

#include "abi/errno.h"
#include "ptrace/deferred.h"
#include "ptrace/follow.h"
#include "ptrace/remote.h"
#include "ptrace/resume.h"
#include "ptrace/stop.h"
#include "ptrace/tracee.h"
#include "ptrace/view.h"

#define SYSCALL_INSTRUCTION_SIZE 2
#define NR_RT_SIGRETURN 15

static bool hide(struct tracee *tracee, int signo)
{
    resume_hidden(tracee, signo);
    return false;
}

static bool show(struct tracee *tracee, const struct stop *stop, enum tracee_view view)
{
    view_begin(tracee, stop, view);
    tracee->is_stopped = true;
    return true;
}

/* In guest code, and with no call behind it. */
static void left_core(struct tracee *tracee)
{
    tracee->is_in_core = tracee->is_in_call = false;
    tracee->is_exit_due = tracee->is_interrupted = false;
}

/* In lxcore, where it might sleep: the signals that wait are to wake it. */
static bool arrive_entry_in_core(struct tracee *tracee, const struct stop *stop)
{
    tracee->is_in_core = true;
    if (!stop_is_at_guest_call(stop))
        return hide(tracee, 0);
    deferred_raise(tracee);
    if (!tracee->is_interrupted || !tracee_wants_calls(tracee))
        return hide(tracee, 0);
    tracee->is_interrupted = false;
    tracee->is_exit_due = true;
    return show(tracee, stop, VIEW_ENTRY);
}

static bool arrive_entry(struct tracee *tracee, const struct stop *stop)
{
    bool is_rewound = tracee->is_rewound;

    if (stop_is_in_core(stop))
        return arrive_entry_in_core(tracee, stop);
    tracee->is_in_core = tracee->is_in_call = tracee->is_rewound = false;
    /* PTRACE_SYSEMU: the host drops the call, and lxcore never sees it. */
    tracee->is_exit_due = tracee->is_at_entry = tracee_wants_calls(tracee);
    tracee->call_nr = stop->regs.orig_rax;
    return is_rewound ? hide(tracee, 0) : show(tracee, stop, VIEW_REAL);
}

static bool arrive_exit_in_core(struct tracee *tracee, const struct stop *stop)
{
    tracee->is_in_core = true;
    if (!stop_is_interrupted(stop))
        return hide(tracee, 0);
    tracee->is_interrupted = stop_may_restart(stop);
    if (!tracee->is_exit_due || !tracee_wants_calls(tracee))
        return hide(tracee, 0);
    tracee->is_exit_due = false;
    return show(tracee, stop, VIEW_INTERRUPT);
}

/* The kernel leaves the number there; lxcore's rt_sigreturn has cleared it. */
static void show_call_number(struct tracee *tracee)
{
    if (tracee->is_in_call && tracee->call_nr != NR_RT_SIGRETURN)
        remote_request(PTRACE_POKEUSR, tracee->tid, offsetof(struct user_regs, orig_rax),
                       tracee->call_nr);
}

static bool show_exec_event(struct tracee *tracee, const struct stop *stop, int *status)
{
    const int code = SIGTRAP | PTRACE_EVENT_EXEC << 8;

    tracee->is_booting = tracee->is_in_core = tracee->is_in_call = false;
    tracee->is_exec_event = tracee->has_info = true;
    tracee->info = (struct siginfo){ .signo = SIGTRAP, .code = code };
    tracee->info.kill.pid = tracee->tid;
    tracee->exec_exit_status = *status;
    *status = status_of_stop(code);
    return show(tracee, stop, VIEW_REAL);
}

/* A step into lxcore has come out of it. */
static bool show_step(struct tracee *tracee, const struct stop *stop, int *status)
{
    const int code = tracee->is_in_call ? TRAP_BRKPT : SIGTRAP;

    tracee->has_info = true;
    tracee->info = (struct siginfo){ .signo = SIGTRAP, .code = code };
    tracee->info.fault.addr = stop->regs.rip;
    left_core(tracee);
    *status = status_of_stop(SIGTRAP);
    return show(tracee, stop, VIEW_REAL);
}

/* It begins its call again (LX_REWIND), whose entry has been shown. */
static bool is_rewinding(const struct tracee *tracee, const struct stop *stop)
{
    return tracee->is_in_call && stop->regs.rax == tracee->call_nr &&
           stop->regs.rip == tracee->call_ip - SYSCALL_INSTRUCTION_SIZE;
}

static bool arrive_exit_to_guest(struct tracee *tracee, const struct stop *stop,
                                 int *status)
{
    bool is_exit_due = tracee->is_exit_due && tracee_wants_calls(tracee);

    deferred_raise(tracee);
    if (is_rewinding(tracee, stop)) {
        left_core(tracee);
        tracee->is_rewound = is_exit_due;
        return hide(tracee, 0);
    }
    show_call_number(tracee);
    if (tracee->is_booting)
        return show_exec_event(tracee, stop, status);
    if (tracee_wants_steps(tracee))
        return show_step(tracee, stop, status);
    left_core(tracee);
    return is_exit_due ? show(tracee, stop, VIEW_REAL) : hide(tracee, 0);
}

static bool arrive_exit(struct tracee *tracee, const struct stop *stop, int *status)
{
    if (stop_is_in_core(stop))
        return arrive_exit_in_core(tracee, stop);
    return arrive_exit_to_guest(tracee, stop, status);
}

static bool arrive_step(struct tracee *tracee, const struct stop *stop)
{
    if (!stop_is_in_core(stop)) {
        left_core(tracee);
        return show(tracee, stop, VIEW_REAL);
    }
    tracee->is_in_core = true;
    return hide(tracee, 0);
}

static bool arrive_trap(struct tracee *tracee, const struct stop *stop)
{
    /* The exit of the call before has gone by unseen. */
    if (tracee->is_in_call)
        tracee->is_exit_due = false;
    tracee->is_in_core = tracee->is_in_call = true;
    tracee->is_rewound = false;
    tracee->call_nr = (uint32_t)stop->info.sys.syscall;
    tracee->call_ip = stop->regs.rip;
    return hide(tracee, SIGSYS);
}

/* Asleep in the guest's call it may stop at once: what can happen to it now
 * is just what the kernel would do to the guest's own call. */
static bool arrive_asleep(struct tracee *tracee, const struct stop *stop)
{
    tracee->is_interrupted = stop_may_restart(stop);
    tracee->is_exit_due = false;
    return show(tracee, stop, VIEW_INTERRUPT);
}

static bool arrive_signal_in_core(struct tracee *tracee, const struct stop *stop)
{
    tracee->is_in_core = true;
    if (stop_is_fault(stop))
        return hide(tracee, stop->signo == SIGTRAP ? 0 : stop->signo);
    if (stop_is_interrupted(stop))
        return arrive_asleep(tracee, stop);
    /* Whoever holds the lock may be stopped already and stay so. */
    if (stop_is_at_lock(stop) || !deferred_keep(tracee, &stop->info))
        return show(tracee, stop, VIEW_MIDWAY);
    return hide(tracee, 0);
}

/* lxcore has given up its handler for a fault that the guest does not handle,
 * and lets it happen again (signal/deliver.c). */
static bool is_second_fault(const struct tracee *tracee, const struct stop *stop)
{
    return (SIG_BIT(stop->signo) & SIG_NEVER_BLOCKED) &&
           !remote_handles(tracee->tid, stop->signo);
}

static bool arrive_signal(struct tracee *tracee, struct stop *stop)
{
    deferred_recognise(tracee, &stop->info);
    if (tracee->passing == stop->signo) {
        tracee->passing = 0;
        return hide(tracee, stop->signo);
    }
    if (stop_is_trap(stop))
        return arrive_trap(tracee, stop);
    if (stop_is_in_core(stop))
        return arrive_signal_in_core(tracee, stop);
    left_core(tracee);
    if (is_second_fault(tracee, stop))
        return hide(tracee, stop->signo);
    return show(tracee, stop, VIEW_REAL);
}

static bool arrive_group_stop(struct tracee *tracee, const struct stop *stop)
{
    if (!stop_is_in_core(stop)) {
        left_core(tracee);
        return show(tracee, stop, VIEW_REAL);
    }
    tracee->is_in_core = true;
    if (stop_is_interrupted(stop))
        return arrive_asleep(tracee, stop);
    return show(tracee, stop, VIEW_MIDWAY);
}

static bool arrive_exec(struct tracee *tracee, const struct stop *stop)
{
    uint64_t old_tid = 0;

    remote_get_message(tracee->tid, &old_tid);
    tracee = tracee_rename(tracee, (int)old_tid);
    tracee->image = remote_has_core(tracee->tid) ? IMAGE_GUEST : IMAGE_FOREIGN;
    tracee->is_in_core = stop_is_in_core(stop);
    tracee->is_interrupted = tracee->is_rewound = false;
    if (!tracee->is_in_core)
        return show(tracee, stop, VIEW_REAL);
    tracee->is_booting = true;
    tracee->exec_message = old_tid;
    return hide(tracee, 0);
}

/* PTRACE_INTERRUPT, or the first stop of a new tracee of PTRACE_SEIZE. */
static bool arrive_interrupt(struct tracee *tracee, const struct stop *stop)
{
    if (stop->signo != SIGTRAP || !stop_is_in_core(stop) || stop_is_interrupted(stop) ||
        stop_is_at_lock(stop))
        return arrive_group_stop(tracee, stop);
    tracee->is_in_core = tracee->is_stop_deferred = true;
    return hide(tracee, 0);
}

static bool arrive_event(struct tracee *tracee, const struct stop *stop)
{
    if (stop->event == PTRACE_EVENT_EXEC)
        return arrive_exec(tracee, stop);
    if (stop->event == PTRACE_EVENT_STOP)
        return arrive_interrupt(tracee, stop);
    if (!stop_is_in_core(stop))
        return show(tracee, stop, VIEW_REAL);
    tracee->is_in_core = tracee->is_exit_due = true;
    return show(tracee, stop, VIEW_CALL);
}

static bool arrive(struct tracee *tracee, struct stop *stop, int *status)
{
    switch (stop->kind) {
    case STOP_ENTRY:
        return arrive_entry(tracee, stop);
    case STOP_EXIT:
        return arrive_exit(tracee, stop, status);
    case STOP_STEP:
        return arrive_step(tracee, stop);
    case STOP_SIGNAL:
        return arrive_signal(tracee, stop);
    case STOP_GROUP:
        return arrive_group_stop(tracee, stop);
    case STOP_EVENT:
    default:
        return arrive_event(tracee, stop);
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
    if (tracee->image == IMAGE_UNKNOWN)
        tracee->image = remote_has_core(tid) ? IMAGE_GUEST : IMAGE_FOREIGN;
    if (tracee->image == IMAGE_GUEST || stop.event == PTRACE_EVENT_EXEC)
        return arrive(tracee, &stop, status);
    return show(tracee, &stop, VIEW_REAL);
}
