/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * model.h - what a whole trace adds up to: the one source of every report.
 *
 * Records are put in one by one; afterwards the parts are there to be read.  Its size
 * depends on how many processes, files and locks there are, not on how many calls.
 *
 * World   lxrun.
 */
#ifndef LXRUN_REPORT_MODEL_H
#define LXRUN_REPORT_MODEL_H

#include <stdbool.h>
#include <stdint.h>

#include "report/calls.h"
#include "report/follow.h"
#include "report/histogram.h"
#include "report/locks.h"
#include "report/processes.h"
#include "report/slowest.h"
#include "syscall_nr.h"

#define MODEL_ERRNOS 134
/* One more than there are: all numbers that are no call. */
#define MODEL_CALLS (SYSCALL_TABLE_SIZE + 1)
#define MODEL_SIGNALS 65

struct call_stats {
    uint64_t calls;
    uint64_t errors;
    uint64_t time; /* nanoseconds */
    uint64_t longest;
    uint64_t unanswered;
    struct histogram histogram;
};

struct error_count {
    struct {
        int32_t nr; /* index of call_stats */
        int32_t number;
    } key;
    uint64_t count;
    UT_hash_handle hh;
};

struct model {
    struct calls calls;
    struct processes processes;
    struct follow follow;
    struct lock *locks;
    struct call_stats stats[MODEL_CALLS];
    struct error_count *errors;
    struct slowest slowest;
    bool has_timelines;
    uint64_t begin, end; /* times of the first and last record */
    uint64_t call_count, signal_count, lost_count, record_count;
    uint64_t signals[MODEL_SIGNALS];
    uint64_t denied; /* calls refused by the policy */
    int32_t first_pid;
    /* Told of each call, when all else has been done with it; or NULL. */
    void (*observe)(void *context, const struct deed *deed);
    void *context;
};

/* Keep the `slowest_most` longest calls; with a timeline of each thread if wanted. */
void model_begin(struct model *model, size_t slowest_most, bool has_timelines);
void model_take(struct model *model, const struct record_head *record);
void model_finish(struct model *model);
void model_free(struct model *model);

/* The index into `stats`, and back to a name. */
unsigned model_call_index(int64_t nr);
const char *model_call_name(unsigned index);

#endif
