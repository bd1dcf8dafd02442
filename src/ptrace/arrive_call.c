/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * arrive_call.c - the stops of a system call.
 *
 * Of a system call under PTRACE_SYSCALL the host shows, and we show:
 *
 *     entry, in guest code                       the entry
 *     SIGSYS, on the way to lxcore               -
 *     the signal that tells of the exit          the exit, in guest code
 *
 * Where the thread cannot tell (it was in lxcore already, or runs on because a
 * signal must wait) the host is asked for all stops instead:
 *
 *     entry and exit of lxcore's own calls       -
 *     entry of lxcore's rt_sigreturn             -
 *     its exit, in guest code                    the exit
 *
 * A blocking call that a signal interrupts ends for the tracer there, with
 * -ERESTART… in rax, and begins again where the kernel begins lxcore's again.
 *
 * After exec, lxcore loads the program: PTRACE_EVENT_EXEC is shown when it has
 * done so.  The SIGTRAP that comes instead of the event waits by itself, since
 * every signal is blocked until then.
 */
#include "ptrace/arrive_impl.h"

#include "abi/errno.h"
#include "ptrace/deferred.h"
#include "ptrace/remote.h"
#include "ptrace/tell.h"

#define SYSCALL_INSTRUCTION_SIZE 2
#define NR_RT_SIGRETURN 15

/* `made` is shown as a stop of SIGTRAP with `code`. */
static void make(struct tracee *tracee, enum tracee_made made, int code)
{
    tracee->made = made;
    tracee->info = (struct siginfo){ .signo = SIGTRAP, .code = code };
    tracee->info.kill.pid = tracee->tid;
}

static bool is_exit_shown(const struct tracee *tracee)
{
    return tracee->is_exit_due && tracee_wants_calls(tracee);
}

/* The filter's trap has put the number into rax: put the tracer's answer there. */
static void answer_skipped(struct tracee *tracee, struct stop *stop)
{
    if ((int)stop->info.sys.syscall != -1)
        return;
    remote_request(PTRACE_POKEUSR, tracee->tid, offsetof(struct user_regs, rax),
                   tracee->skip_answer);
    stop->info.error = tracee->is_telling ? TELL_EXIT_OF_SKIPPED : TELL_SKIPPED;
}

/* Have it tell when the call is over, if anybody wants to know. */
bool arrive_trap(struct tracee *tracee, struct stop *stop)
{
    /* The exit of the call before has gone by unseen. */
    if (tracee->is_in_call)
        tracee->is_exit_due = false;
    tracee->is_in_core = tracee->is_in_call = true;
    tracee->is_rewound = tracee->is_interrupted = false;
    tracee->call_nr = (uint32_t)stop->info.sys.syscall;
    tracee->call_ip = stop->regs.rip;
    tracee->is_telling = is_exit_shown(tracee) || tracee_wants_steps(tracee);
    stop->info.error = tracee->is_telling ? TELL_EXIT : 0;
    if (tracee->is_skipping)
        answer_skipped(tracee, stop);
    tracee->is_skipping = false;
    if (stop->info.error != 0)
        remote_set_siginfo(tracee->tid, &stop->info);
    return arrive_hide(tracee, SIGSYS);
}

/* In lxcore, where it might sleep: the signals that wait are to wake it. */
static bool arrive_entry_in_core(struct tracee *tracee, const struct stop *stop)
{
    tracee->is_in_core = true;
    if (!stop_is_at_guest_call(stop))
        return arrive_hide(tracee, 0);
    deferred_raise(tracee);
    if (!tracee->is_interrupted || !tracee_wants_calls(tracee))
        return arrive_hide(tracee, 0);
    tracee->is_interrupted = false;
    tracee->is_exit_due = true;
    return arrive_show(tracee, stop, VIEW_ENTRY);
}

/* On its way into lxcore when it was first seen: now it makes its call by a trap.
 * The host was asked to stop there, its tracer was not. */
static bool arrive_declined(struct tracee *tracee)
{
    arrive_forget_call(tracee);
    deferred_raise(tracee);
    tracee->is_at_entry = true;
    return arrive_hide(tracee, 0);
}

bool arrive_entry(struct tracee *tracee, const struct stop *stop, int *status)
{
    bool is_rewound = tracee->is_rewound;

    tracee->call_status = *status;
    if (stop_is_in_core(stop))
        return arrive_entry_in_core(tracee, stop);
    if (tracee->is_in_core && !tracee_wants_calls(tracee))
        return arrive_declined(tracee);
    tracee->is_in_core = tracee->is_in_call = tracee->is_rewound = false;
    /* PTRACE_SYSEMU: the host drops the call, and lxcore never sees it. */
    tracee->is_exit_due = tracee->is_at_entry = tracee_wants_calls(tracee);
    tracee->call_nr = stop->regs.orig_rax;
    return is_rewound ? arrive_hide(tracee, 0) : arrive_show(tracee, stop, VIEW_REAL);
}

static bool arrive_exit_in_core(struct tracee *tracee, const struct stop *stop)
{
    tracee->is_in_core = true;
    if (!stop_is_interrupted(stop))
        return arrive_hide(tracee, 0);
    tracee->is_interrupted = stop_may_restart(stop);
    if (!is_exit_shown(tracee))
        return arrive_hide(tracee, 0);
    tracee->is_exit_due = false;
    return arrive_show(tracee, stop, VIEW_INTERRUPT);
}

/* The exit of a call comes before any other stop.  If there was none of the
 * host's, because the thread was to tell, this stop is shown as the exit, and
 * then again as what it is. */
static void show_exit_first(struct tracee *tracee, int *status)
{
    if (is_exit_shown(tracee) && tracee->call_status != 0) {
        make(tracee, MADE_EXIT, tracee->call_status >> 8);
        tracee->follow_up = *status;
        *status = tracee->call_status;
    }
    tracee->is_exit_due = false;
}

bool arrive_asleep(struct tracee *tracee, const struct stop *stop, int *status)
{
    tracee->is_interrupted = stop_may_restart(stop);
    show_exit_first(tracee, status);
    return arrive_show(tracee, stop, VIEW_INTERRUPT);
}

/* The kernel leaves the number there; lxcore's rt_sigreturn has cleared it. */
static void show_call_number(struct tracee *tracee)
{
    if (tracee->is_in_call && tracee->call_nr != NR_RT_SIGRETURN)
        remote_request(PTRACE_POKEUSR, tracee->tid, offsetof(struct user_regs, orig_rax),
                       tracee->call_nr);
}

/* It may come out of a call untold: by exec, or with its signal still behind
 * this one. */
bool arrive_in_guest(struct tracee *tracee, const struct stop *stop, int *status)
{
    if (tracee->is_in_core) {
        if (is_exit_shown(tracee))
            show_call_number(tracee);
        show_exit_first(tracee, status);
    }
    arrive_forget_call(tracee);
    return arrive_show(tracee, stop, VIEW_REAL);
}

/* The exit of execve, if it is due, is to follow without running. */
static bool show_exec_event(struct tracee *tracee, const struct stop *stop, int *status)
{
    const int code = SIGTRAP | PTRACE_EVENT_EXEC << 8;

    tracee->is_booting = tracee->is_in_core = tracee->is_in_call = false;
    make(tracee, MADE_EXEC, code);
    tracee->follow_up = *status;
    *status = status_of_stop(code);
    return arrive_show(tracee, stop, VIEW_REAL);
}

/* A step into lxcore has come out of it. */
static bool show_step(struct tracee *tracee, const struct stop *stop, int *status)
{
    make(tracee, MADE_STEP, tracee->is_in_call ? TRAP_BRKPT : SIGTRAP);
    tracee->info.fault.addr = stop->regs.rip;
    arrive_forget_call(tracee);
    *status = status_of_stop(SIGTRAP);
    return arrive_show(tracee, stop, VIEW_REAL);
}

static bool show_exit(struct tracee *tracee, const struct stop *stop, int *status)
{
    if (tracee->is_delivery) {
        make(tracee, MADE_EXIT, tracee->call_status >> 8);
        *status = tracee->call_status;
    }
    arrive_forget_call(tracee);
    return arrive_show(tracee, stop, VIEW_REAL);
}

/* It begins its call again (LX_REWIND), whose entry has been shown. */
static bool is_rewinding(const struct tracee *tracee, const struct stop *stop)
{
    return tracee->is_in_call && stop->regs.rax == tracee->call_nr &&
           stop->regs.rip == tracee->call_ip - SYSCALL_INSTRUCTION_SIZE;
}

static bool arrive_behind_call(struct tracee *tracee, const struct stop *stop,
                               int *status)
{
    bool is_shown = is_exit_shown(tracee);

    deferred_raise(tracee);
    if (is_rewinding(tracee, stop)) {
        arrive_forget_call(tracee);
        tracee->is_rewound = is_shown;
        return arrive_hide(tracee, 0);
    }
    show_call_number(tracee);
    if (tracee->is_booting)
        return show_exec_event(tracee, stop, status);
    if (tracee_wants_steps(tracee))
        return show_step(tracee, stop, status);
    if (is_shown)
        return show_exit(tracee, stop, status);
    arrive_forget_call(tracee);
    return arrive_hide(tracee, 0);
}

bool arrive_exit(struct tracee *tracee, const struct stop *stop, int *status)
{
    if (stop_is_in_core(stop))
        return arrive_exit_in_core(tracee, stop);
    return arrive_behind_call(tracee, stop, status);
}

bool arrive_told(struct tracee *tracee, const struct stop *stop, int *status)
{
    /* Too early: a signal has opened the mask.  The host will have to show. */
    if (stop_is_in_core(stop))
        tracee->is_telling = false;
    if (!tracee->is_in_core || stop_is_in_core(stop))
        return arrive_hide(tracee, 0);
    return arrive_behind_call(tracee, stop, status);
}
