/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * guest.h - what a scenario says, and what it may use.
 *
 * A scenario is one system call under stated circumstances.  Each time
 *
 *     prepare()     arranges them and names the call with CALL()
 *     the call      between the two stops, a signal somewhere in between
 *     finish()      checks its effect; then all signals are let in
 *
 * and the rest is checked for all alike (checks.c): that the handler ran once,
 * what it saw, and that registers, mask and stack are what they should be.
 */
#ifndef LXRUN_INTERRUPT_GUEST_H
#define LXRUN_INTERRUPT_GUEST_H

#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "control.h"

/* Real-time signals as the kernel counts them; libc keeps the first two. */
#define SIGRTMIN_KERNEL 32
/* libc keeps this from programs that do not include the kernel's headers. */
#ifndef SS_AUTODISARM
#define SS_AUTODISARM (1U << 31)
#endif
#define BIT(signo) (1UL << ((signo) - 1))
#define PAGE 4096L
#define MOST_RECORDS 8

/* In the order of call.S. */
enum reg {
    RAX, RBX, RCX, RDX, RSI, RDI, RBP, RSP,
    R8, R9, R10, R11, R12, R13, R14, R15, FLAGS, REGS
};

struct registers {
    uint64_t r[REGS];
};

struct vectors {
    uint8_t bytes[32][64];
    uint64_t masks[8];
    uint32_t mxcsr;
    uint16_t fcw, padding;
};

/* Where a handler found the program. */
enum where { AT_CALL, AFTER_CALL, PAST_CALL, IN_HANDLER, ELSEWHERE, NOT_IN_GUEST };

/* What a handler saw. */
struct record {
    int signo;
    bool is_late; /* let in by the checks, after the second stop */
    enum where where;
    siginfo_t info;
    struct registers regs;
    bool vectors_differ; /* those of the context */
    uint64_t cs, link;
    uint64_t context_mask, mask;  /* in the context; in force */
    stack_t context_stack, stack; /* likewise */
    uint64_t entry_sp, entry_flags;
    uint32_t mxcsr;
    uint16_t fcw;
};

struct kernel_sigaction {
    void *handler;
    unsigned long flags;
    void *restorer;
    uint64_t mask;
};

/* The circumstances of one call. */
struct run {
    /* The variant. */
    bool restarts, is_on_altstack, is_nodefer;

    /* Set anew each time, for prepare() and finish() to change. */
    uint64_t mask_before, mask_after;          /* of the thread, around the call */
    uint64_t handler_mask, handler_mask_after; /* sa_mask */
    bool has_wait_mask;
    uint64_t wait_mask; /* in force while the call waits */
    bool may_drop;      /* the signal may go without a handler */
    bool takes_signal;  /* the call does, without a handler */
    int own_signo;      /* sent by the scenario, or to end the call */
    bool returns_mask;  /* its handler puts another one into the context */
    uint64_t returned_mask;
    stack_t stack, stack_after;
};

/* What call.S offers. */
struct routine {
    void (*run)(void);
    char *at, *next, *end;
};
extern const struct routine plain_routine, forking_routine, faulting_routine;
extern const struct routine before_int3_routine, near_int3_routine;

struct scenario {
    const char *name;
    struct injection inject[INJECTIONS];
    enum unblock unblock;
    const struct routine *routine; /* NULL: plain */
    bool thread_ends;        /* by the call: there is a new one each time */
    bool in_thread;          /* the call is made by a thread that is not the first */
    bool size_must_stay;     /* of the address space */
    bool unblocks_at_signal; /* the sleep is also ended as its signal comes */
    bool may_end_otherwise;  /* legally, but natively only in a race */
    void (*start)(void);
    void (*prepare)(void);
    void (*finish)(void);
};

/* Each ends with a nameless one. */
extern const struct scenario plain_scenarios[], blocking_scenarios[], waiting_scenarios[],
    signal_scenarios[], handler_scenarios[], task_scenarios[];

extern struct run run;
extern struct control *control;
extern const struct scenario *scenario;
extern struct registers call_in, call_out;
extern struct vectors vectors_in, vectors_out;
extern struct record records[MOST_RECORDS];
extern volatile int record_count;
extern const char *program;  /* its own name */
extern uint64_t pending_set; /* when the call was over */

/* One call, with nothing of libc around it: a negative errno or the result. */
long sys_call(long nr, long a, long b, long c, long d, long e, long f);
#define SYS(...) SYS_SIX(__VA_ARGS__, 0, 0, 0, 0, 0, 0, 0)
#define SYS_SIX(nr, a, b, c, d, e, f, ...)                                             \
    sys_call(nr, (long)(a), (long)(b), (long)(c), (long)(d), (long)(e), (long)(f))

const struct routine *routine(void);
/* Name the call under test. */
void call_is(long nr, long a, long b, long c, long d, long e, long f);
#define CALL(...) CALL_SIX(__VA_ARGS__, 0, 0, 0, 0, 0, 0, 0)
#define CALL_SIX(nr, a, b, c, d, e, f, ...)                                            \
    call_is(nr, (long)(a), (long)(b), (long)(c), (long)(d), (long)(e), (long)(f))

static inline long result(void)
{
    return (long)call_out.r[RAX];
}

/* Note the first failure of an iteration.  Returns `claim`. */
bool expect(bool claim, const char *format, ...) __attribute__((format(printf, 2, 3)));
#define EXPECT_EQ(got, want)                                                           \
    expect_eq(#got, __FILE_NAME__, __LINE__, (long)(got), (long)(want))
bool expect_eq(const char *what, const char *file, int line, long got, long want);

/* The call answered `value`, and nothing else. */
void expect_result(long value);
/* ...or was interrupted by a handler and has done nothing: then false. */
bool expect_result_or_eintr(long value);
/* ...and that only without SA_RESTART. */
bool expect_result_or_restart(long value);

/* The record of a handler for `signo`; NULL if it has not run. */
const struct record *record_of(int signo);
int runs_of(int signo);
static inline bool has_run(void)
{
    return record_of(scenario->inject[0].signo) != NULL;
}

/* What the first thread, which blocks everything, sees pending. */
uint64_t pending_in_first_thread(void);

/* The handler of all signals, with the variant's flags. */
struct kernel_sigaction handler_action(void);
void install_handlers(void);
void set_action(int signo, const struct kernel_sigaction *action);
void set_disposition(int signo, void (*handler)(int));
extern char handler_entry[], handler_restorer[], handler_end[];

int bytes_in_pipe(int fd);
/* Take the byte that has ended a sleep, if the tracer has sent one. */
void drain_byte(void);
/* Send a signal to the calling thread. */
void raise_here(int signo);

/* checks.c */
void check_all(void);
void check_after_end(void);
void check_child(void);
void tell_outcome(void);

#endif
