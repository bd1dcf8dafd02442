/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * task.h - a guest thread, as lxcore knows it.
 *
 * Owns    one thread area (core/layout.h) each: guard, alternate stack, task.
 * World   lxcore.
 * Locks   none: a task is touched by its own thread only, by its parent before
 *         it runs, and by signal handlers on its own stack.
 *
 * There is no list of tasks: what must reach other threads is the kernel's
 * business (signals, exit, robust lists), because each guest thread is a host
 * thread.
 */
#ifndef LXRUN_TASK_TASK_H
#define LXRUN_TASK_TASK_H

#include "abi/signal.h"
#include "core/layout.h"
#include "core/own_io.h"
#include "core/types.h"
#include "seccomp/seccomp.h"
#include "signal/held.h"
#include "task/ids.h"
#include "task/user_dispatch.h"
#include "trace/task_trace.h"

struct flight_entry;
struct sighand;
struct sys_args;

/* Bits of task.attention: what the way out of lxcore has to look at. */
enum task_attention {
    TASK_SIGNAL_SAVED = 1,  /* task.saved_signal waits to be delivered */
    TASK_SIGNAL_HELD = 2,   /* a held signal may be due (signal/held.h) */
    TASK_CHILD_STOPPED = 4, /* wait(2) is to look at its tracees (ptrace/follow.h) */
    TASK_TRACEE_CAME = 8,   /* a child wants to be traced (ptrace/follow.h) */
};

/* Bits of task.restrictions: what a call has to be asked about (dispatch/admit.h). */
enum task_restriction {
    TASK_HAS_FILTERS = 1,    /* the guest has installed filters, or is in strict mode */
    TASK_HAS_OLD_KERNEL = 2, /* --kernel VERSION */
    TASK_IS_NOTED = 4,       /* --verbose */
    TASK_IS_DISPATCHING = 8, /* prctl(PR_SET_SYSCALL_USER_DISPATCH) */
    TASK_IS_TRACED = 16,     /* its calls are told to lxrun (trace/trace.h) */
};

struct task {
    /* First: assembly reads it (TASK_ATTENTION). */
    uint32_t attention;
    /* …and this (TASK_LEAVES_WHOLE): the host's mask is not the guest's, or will
     * not be when lxcore is left.  Cleared by the rt_sigreturn that mends it. */
    uint32_t leaves_whole;

    /* The fast entry's (fast_entry.S), in this order. */
    uint32_t magic;
    uint32_t saved_signal_valid;
    uint64_t fast_stack;
    /* The gate's: the guest's call has gone on to the host. */
    uint32_t has_called;
    /* The fast entry's again: bits of enum task_restriction, */
    uint32_t restrictions;

    /* and the guest's registers of the call being handled; owned by the kernel's
     * frame on our alternate stack. */
    struct sigframe *frame;
    /* The gate's again: where it notes the next call (trace/flight.h). */
    struct flight_entry *flight;

    int32_t tid;
    int32_t tgid;
    struct task_ids ids;

    struct seccomp seccomp;
    struct user_dispatch user_dispatch;

    /* Where the last call that has trapped went on, with which rax. */
    gaddr_t done_ip;
    uint64_t done_rax;

    /* The guest's blocked signals, and the mask a ppoll-like call put in its
     * place while it waits (signal(7): the handler runs under that one). */
    uint64_t sigmask;
    uint64_t wait_mask;
    bool has_wait_mask;

    /* Set by a tracer's lxcore: the host's call that ends with EINTR now is one that
     * the kernel begins again by restart_syscall(2), of which filters are to be
     * asked (ptrace/again.h).  A whole word, as ptrace(2) writes it. */
    uint64_t asks_for_restart;

    /* Its PR_SET_PDEATHSIG is lxrun's: the guest has set none (task/sys_prctl.c). */
    bool is_tied_to_lxrun;
    /* By fork: the call that it comes out of is its parent's. */
    bool is_newborn;
    /* A vfork child: the parent frees what we leave behind. */
    bool is_borrowing_memory;
    /* The first of a process that shares memory with others, for longer. */
    bool is_sharing_memory;
    /* …whom a thread of this process has made, and its pid for that; 0: not to be
     * looked after (task/sharer.h). */
    int32_t creator;
    int32_t sharer_pid;
    /* A vfork child which has asked to be traced from its exec on (ptrace/traceme.h). */
    bool wants_tracer;

    /* A tracer: a SIGCHLD that only lxcore needs may find it in the middle of
     * ptrace(2), in wait(2), or in a call that has to be made again. */
    uint32_t tracing_depth;
    bool has_missed_child;
    bool has_swallowed_child;
    bool owes_child_signal;
    bool is_waiting;
    bool is_nudged;

    struct sigstack altstack;
    struct sighand *sighand;

    /* Memory that exec took and that only the vfork parent can give back. */
    gaddr_t exec_scratch;
    size_t exec_scratch_size;

    /* The one signal that interrupted lxcore: everything else is blocked from
     * then until the way out has delivered it. */
    struct siginfo saved_signal;

    struct held_signals held;
    /* In sigtimedwait(2) for these; read by other threads (signal/held.h). */
    uint64_t waits_for;

    /* What a new child still has to do to itself (task/clone.c). */
    uint64_t clone_flags;
    /* …unless its parent's GS base was the guest's, and so its own. */
    bool takes_gs;
    int32_t parent_tgid, parent_tid;

    struct own_io own_io;

    struct task_trace trace;
};

_Static_assert(__builtin_offsetof(struct task, attention) == TASK_ATTENTION &&
                   __builtin_offsetof(struct task, leaves_whole) == TASK_LEAVES_WHOLE,
               "assembly reads the two as one word");
_Static_assert(__builtin_offsetof(struct task, magic) == TASK_MAGIC &&
                   __builtin_offsetof(struct task, fast_stack) == TASK_FAST_STACK &&
                   __builtin_offsetof(struct task, has_called) == TASK_HAS_CALLED &&
                   __builtin_offsetof(struct task, restrictions) == TASK_RESTRICTIONS &&
                   __builtin_offsetof(struct task, frame) == TASK_FRAME &&

                   __builtin_offsetof(struct task, flight) == TASK_FLIGHT,
               "fast_entry.S, gate.S");

/* The end of the thread's alternate stack is where its task begins. */
static inline uint64_t task_stack_top(const struct task *task)
{
    return (uint64_t)(uintptr_t)task;
}

/* The part of the guest's mask that the host may know of. */
static inline uint64_t task_host_mask(uint64_t guest_mask)
{
    return guest_mask & ~SIG_NEVER_BLOCKED;
}

/* The alternate stack in the kernel's form. */
static inline struct sigstack task_host_stack(const struct task *task)
{
    uint64_t end = task_stack_top(task);
    uint64_t start = end + LX_AREA_TOP_SIZE - LX_AREA_SIZE + LX_STACK_OFFSET;

    return (struct sigstack){ .sp = start, .size = end - start };
}

/* Called by the gate's child entry; returns the frame to leave through. */
struct sigframe *task_start_child(struct task *task);

#endif
