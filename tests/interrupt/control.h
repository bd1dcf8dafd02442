/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * control.h - the page that the tracer and the traced program share.
 *
 * The program repeats one system call; it executes int3 right before and right
 * after it.  Between the two the tracer sends a signal at a chosen point; after
 * them the program checks what it saw and says so here.
 */
#ifndef LXRUN_INTERRUPT_CONTROL_H
#define LXRUN_INTERRUPT_CONTROL_H

#include <stdint.h>

/* Descriptors that the program inherits.  A byte in the pipe is what the call
 * under test, or somebody who then ends it, waits for. */
enum { CONTROL_FD = 100, BYTE_READ_FD = 101, BYTE_WRITE_FD = 102 };

enum how { TO_THREAD, TO_PROCESS, QUEUED };

struct injection {
    int signo; /* 0: none */
    enum how how;
};

/* How the tracer ends a call that sleeps. */
enum unblock { BY_ITSELF, BY_BYTE, BY_SIGNAL };
#define UNBLOCK_SIGNAL SIGUSR2

#define INJECTIONS 2

struct control {
    /* By the program, before it waits to be traced. */
    int pid;
    volatile int tid; /* of the thread to be traced */
    int variants;
    int warm_up; /* calls before the way is recorded */
    struct injection inject[INJECTIONS];
    enum unblock unblock;
    uint64_t begin, end;     /* instruction pointers at the two stops */
    uint64_t text, text_end; /* the program's own code */
    int size_must_stay;      /* of its memory, from call to call */
    int unblocks_at_signal;  /* the sleep is also ended as its signal comes */
    int thread_ends;         /* by the call: there is a new one each time */
    int may_end_otherwise;   /* under lxrun, and natively only in a race */
    volatile int is_ready;

    /* By the program, each time. */
    volatile unsigned iteration;
    volatile int was_handled; /* a handler has run */
    volatile int was_helped;  /* whoever was to end the sleep has done so */
    volatile int must_wake;   /* the signal ends a sleep in the call */
    volatile int sleeper;     /* a thread that has to be asleep before the call */
    volatile long nap[2];     /* a timespec: longer where the sleep is interrupted */
    char failure[400];        /* emptied by the tracer */
    char outcome[200];

    /* By the tracer. */
    int tracer, uid;
    volatile int is_traced;
    volatile int is_over;
    volatile int was_injected;
    volatile int was_unblocked;
};

#endif
