/* SPDX-License-Identifier: GPL-2.0-or-later */
/* trace_impl.h - what the files of the tracer share (trace.h). */
#ifndef LXRUN_SUPERVISOR_TRACE_IMPL_H
#define LXRUN_SUPERVISOR_TRACE_IMPL_H

#include <pthread.h>
#include <stdatomic.h>

#include "contain/finder.h"
#include "report/output.h"
#include "report/sink.h"
#include "supervisor/ring_reader.h"
#include "supervisor/target.h"
#include "supervisor/trace.h"
#include "supervisor/trace_clock.h"
#include "supervisor/trace_memory.h"
#include "supervisor/trace_merge.h"
#include "supervisor/trace_process.h"

/* A ring that somebody has. */
struct ring_state {
    struct ring_reader reader;
    struct trace_process *process; /* NULL: nobody has it */
    uint64_t since;                /* of its first record; 0: there was none yet */
    int32_t tid;
};

struct trace {
    const struct trace_options *options;
    struct trace_shared *shared;
    int fd;
    struct trace_output *output;
    struct trace_sink *sink;
    struct trace_clock clock;
    struct merge *merge;
    struct ring_state rings[TRACE_RINGS];
    uint32_t used;
    struct trace_process *processes;
    struct finder finder; /* where numbers are those of a pid namespace; else -1 */
    bool has_new; /* one of them was not known before this look */
    pid_t first;
    const struct target *target;
    const struct image *image;

    pthread_t thread;
    int ended_fd;         /* eventfd: the thread has told all there is */
    atomic_bool may_end;  /* the first process has ended */
    atomic_bool must_end; /* do not wait for the others */
    bool has_told_first;
};

/* Look at all rings once.  True if there was anything. */
bool trace_look(struct trace *trace);
/* Is there a process that may still write? */
bool trace_is_busy(const struct trace *trace);
/* A record of lxrun's own, for the queue of a ring or MERGE_OWN. */
void trace_tell_end(struct trace *trace, uint32_t queue, int32_t pid, int32_t tid,
                    int status, bool is_process, uint64_t time);
void trace_tell_lost(struct trace *trace, uint32_t queue, int32_t pid, int32_t tid,
                     uint64_t count, uint64_t time);
/* The execve(2) by which lxrun has started the run. */
void trace_tell_first(struct trace *trace, uint32_t queue,
                      const struct record_head *start);

#endif
