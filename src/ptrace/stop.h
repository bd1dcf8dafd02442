/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * stop.h - why and where the host has stopped a tracee.
 *
 * World   lxcore of the tracer.
 */
#ifndef LXRUN_PTRACE_STOP_H
#define LXRUN_PTRACE_STOP_H

#include "abi/ptrace.h"
#include "abi/signal.h"
#include "core/types.h"

enum stop_kind {
    STOP_ENTRY,  /* before a system call */
    STOP_EXIT,   /* after one */
    STOP_STEP,   /* at the first instruction of a handler, when stepping */
    STOP_SIGNAL, /* a signal is about to be delivered */
    STOP_GROUP,  /* the process is stopped by a signal */
    STOP_EVENT,  /* PTRACE_EVENT_… */
};

struct stop {
    enum stop_kind kind;
    int signo;
    int event;
    struct siginfo info;
    struct user_regs regs;
    bool is_in_trampoline; /* was: its registers say that it is at the site */
};

/* Ask the host about `tid`, which wait(2) has reported with `status`. */
long stop_read(int tid, int status, struct stop *stop);

/* Is it in lxcore? */
bool stop_is_in_core(const struct stop *stop);
/* Is it the trap by which a system call of the guest comes to lxcore? */
bool stop_is_trap(const struct stop *stop);
/* Is it after one instruction? */
bool stop_is_step(const struct stop *stop);
/* Is it lxcore's own trap, on the way out of a fast call? */
bool stop_is_upgrade(const struct stop *stop);
/* Is it a fault of, or a breakpoint on, an access of lxcore's own? */
bool stop_is_fault(const struct stop *stop);
/* Is it at the call that lxcore makes on behalf of the guest's (gate.S)? */
bool stop_is_at_guest_call(const struct stop *stop);
/* …which a signal has interrupted, so that the kernel may begin it again? */
bool stop_is_interrupted(const struct stop *stop);
bool stop_may_restart(const struct stop *stop);
/* Has a signal interrupted it while it waits for a lock of lxcore's? */
bool stop_is_at_lock(const struct stop *stop);

#endif
