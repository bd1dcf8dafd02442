/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * calls.h - from records to calls: what a thread asked for, with what came of it.
 *
 * A thread is in one call at most.  A call is told when its answer has come; when its
 * thread has begun a new program, which is what an execve answers; or, without an
 * answer, when the thread or the trace has ended.
 *
 * World   lxrun.
 */
#ifndef LXRUN_REPORT_CALLS_H
#define LXRUN_REPORT_CALLS_H

#include <stdbool.h>
#include <stdint.h>

#include "abi/record.h"

struct call {
    int32_t pid;
    int32_t tid;
    int64_t nr;
    uint64_t start;    /* as record_head has it */
    uint64_t duration; /* nanoseconds */
    bool is_answered;
    bool is_failed; /* answered with an errno, which is then -result */
    int64_t result;
    unsigned flags;                  /* enum record_call_flag, of both records */
    const struct record_head *enter; /* never NULL */
    const struct record_head *exit;  /* NULL: none, or another record ended it */
};

typedef void call_function(void *context, const struct call *call);

struct calls {
    struct pending *pending; /* by tid */
    call_function *function;
    void *context;
};

/* A call's argument i (0 to 5). */
uint64_t call_arg(const struct call *call, unsigned i);

void calls_begin(struct calls *calls, call_function *function, void *context);
/* Take the next record; `function` gets what is complete by it.  The records that the
 * call points to last as long as the function. */
void calls_take(struct calls *calls, const struct record_head *record);
/* The trace has ended: tell what is unanswered, and forget all. */
void calls_finish(struct calls *calls, uint64_t time);

#endif
