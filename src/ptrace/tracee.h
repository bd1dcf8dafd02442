/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * tracee.h - the threads that this guest traces, and what their tracer knows.
 *
 * Owns    a table of struct tracee.
 * World   lxcore of the tracer.
 * Locks   none: ptrace(2) works for one thread only, the tracer, so an entry
 *         belongs to the thread that it names as its owner and is touched by
 *         no other.  Slots are taken by compare-and-swap.  After fork no entry
 *         of the copy has an owner.
 * Limits  a stop that another thread of the tracer's process waits for cannot
 *         be hidden, because only the owner may resume it.
 *
 * A tracee is a guest of the same run: it has its own lxcore at the addresses
 * of ours.  The host stops it for more reasons than a kernel without lxcore
 * would: arrive.c hides those stops, resume.c lets it go on from each kind.
 */
#ifndef LXRUN_PTRACE_TRACEE_H
#define LXRUN_PTRACE_TRACEE_H

#include "abi/ptrace.h"
#include "abi/signal.h"
#include "core/types.h"

struct task;

/* Signals that came while lxcore must not stop; each is sent again later and
 * given back its siginfo when it arrives. */
#define DEFERRED_COUNT 4

struct deferred {
    bool is_used;
    bool is_raised; /* sent again, not yet arrived */
    struct siginfo info;
};

enum tracee_image { IMAGE_UNKNOWN, IMAGE_GUEST, IMAGE_FOREIGN };

/* Stops that are not what the host has stopped for. */
enum tracee_made { MADE_NOTHING, MADE_EXEC, MADE_EXIT, MADE_STEP };

/* Whose registers the tracer sees. */
enum tracee_view {
    VIEW_REAL,      /* the host's: the thread is in guest code */
    VIEW_CALL,      /* of a guest that is inside a call */
    VIEW_END,       /* the same of its last one: nobody reads what is written */
    VIEW_SECCOMP,   /* of one whose filter asks about its call (seccomp/trace.h) */
    VIEW_ENTRY,     /* of a guest that begins a call again */
    VIEW_INTERRUPT, /* of a guest whose call a signal has interrupted */
    VIEW_MIDWAY,    /* as lxcore would leave, somewhere on the way */
};

struct tracee {
    int32_t owner; /* tid of the tracing thread; 0: the slot is free */
    int32_t tid;
    enum tracee_image image;

    /* How the tracer wants it to run: its last PTRACE_CONT, PTRACE_SYSCALL… */
    uint32_t request;

    /* The stop it is in, as far as the tracer may know. */
    bool is_stopped;
    bool has_report;   /* the next wait is to tell of report_status */
    bool is_announced; /* …and the guest has got its SIGCHLD */
    int report_status;
    enum tracee_view view;
    enum tracee_made made;
    struct siginfo info; /* of a stop that is made */
    bool is_delivery;    /* to the host, a signal is about to be delivered */
    int follow_up;       /* status of the stop to show next, without running */
    uint64_t exec_message;
    int call_status; /* of the entries and exits of its calls; 0: not known */

    /* Where it is. */
    bool is_in_core;     /* will pass the way out before it runs guest code */
    bool is_in_call;     /* in a system call of the guest */
    bool is_exit_due;    /* …whose exit PTRACE_SYSCALL is to show */
    bool is_at_entry;    /* at the guest's own syscall-entry stop */
    bool is_skipping;    /* …where its tracer has made its call -1: it has an answer */
    bool is_telling;     /* will tell when it leaves lxcore (tell.h) */
    bool is_rewound;     /* will make a call again whose entry was shown */
    bool is_restarting;  /* has been told to begin a call again by restart_syscall(2) */
    bool is_interrupted; /* the kernel may begin lxcore's call again */
    bool is_booting;     /* PTRACE_EVENT_EXEC is shown when it enters the guest */
    uint64_t call_nr, call_ip;
    uint64_t skip_answer;

    int passed;            /* the one that the tracer has sent along last; 0: none */
    int passing;           /* a signal that the tracer has already seen; 0: none */
    bool is_stop_deferred; /* a PTRACE_INTERRUPT */
    struct deferred deferred[DEFERRED_COUNT];

    /* Unless view is VIEW_REAL: the addresses of lxcore's struct task and of the
     * guest's frame, and what registers held when the stop began. */
    uint64_t task_at, frame_at;
    uint64_t core_rax, core_orig_rax;
    uint64_t guest_rax, guest_rip;
};

/* NULL if `tid` is no tracee of the calling thread. */
struct tracee *tracee_find(const struct task *task, int tid);
/* A fresh entry, also in place of an old one; NULL when the table is full. */
struct tracee *tracee_add(const struct task *task, int tid);
/* `tid` has ended, or is no longer traced. */
void tracee_forget(int tid);
/* After an exec by another thread, which takes over `tid`. */
struct tracee *tracee_rename(struct tracee *tracee, int old_tid);

/* Is there a report that has not been announced?  All of them are, then. */
bool tracee_announce_reports(const struct task *task);
/* The first with a report that a wait for `idtype` and `id` would get. */
struct tracee *tracee_with_report(const struct task *task, int idtype, int id);
/* The first from `*at` on that runs, as far as its tracer knows; moves `*at`
 * behind it. */
struct tracee *tracee_next_running(const struct task *task, int *at);
void tracee_set_report(struct tracee *tracee, int status);
void tracee_drop_report(struct tracee *tracee);

/* Does it stop at system calls, or after one instruction? */
static inline bool tracee_wants_calls(const struct tracee *tracee)
{
    return tracee->request == PTRACE_SYSCALL;
}

static inline bool tracee_wants_steps(const struct tracee *tracee)
{
    return tracee->request == PTRACE_SINGLESTEP ||
           tracee->request == PTRACE_SINGLEBLOCK ||
           tracee->request == PTRACE_SYSEMU_SINGLESTEP;
}

#endif
