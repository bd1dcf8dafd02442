/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * trace.h - the tracer: what the run's threads write into their rings is read,
 * put in order and told to a sink (report/sink.h).
 *
 * A thread of lxrun's does it beside attend_guest(), until the last process of
 * the run has ended.
 */
#ifndef LXRUN_SUPERVISOR_TRACE_H
#define LXRUN_SUPERVISOR_TRACE_H

#include <sys/types.h>

#include "abi/config.h"
#include "report/trace_options.h"

struct contain;
struct image;
struct target;
struct trace;

/* Before the run: the memory, the output.  0, or the status to exit with: the
 * reason has been said. */
int trace_open(struct trace **trace, const struct trace_options *options,
               struct lx_config *config);
/* The guest will live in a pid namespace, whose init (contain/enter.h) answers for it.
 * 0, or the status to exit with (said). */
int trace_find_inside(struct trace *trace, struct contain *contain);
/* …has come to nothing: there is no such namespace. */
void trace_find_outside(struct trace *trace);
/* The memory, for the guests. */
int trace_memory(const struct trace *trace);
/* The first process, `first` for lxrun, has been started.  0, or the status to exit with (said). */
int trace_run(struct trace *trace, pid_t first, const struct target *target,
              const struct image *image);
/* The first process has ended: wait for the others, or for a signal that ends
 * lxrun.  0, or the status to exit with if the trace could not be written (said). */
int trace_close(struct trace *trace, int status);

#endif
