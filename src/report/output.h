/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * output.h - where a trace is written to: stderr, a file, a command, or a file for
 * each thread.
 */
#ifndef LXRUN_REPORT_OUTPUT_H
#define LXRUN_REPORT_OUTPUT_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

struct trace_options;
struct trace_output;

/* 0, or the status to exit with: the reason has been said. */
int output_open(struct trace_output **output, const struct trace_options *options);
/* The stream for what `tid` does; never NULL.  Without -ff there is only one. */
FILE *output_of(struct trace_output *output, int32_t tid);
/* True if this is asked for the first time: a header may be due. */
bool output_is_new(struct trace_output *output, int32_t tid);
/* The thread has ended: its file, if it has one of its own, is complete. */
void output_end_of(struct trace_output *output, int32_t tid);
/* Let what was written be seen. */
void output_flush(struct trace_output *output);
/* 0, or the status to exit with if not all of it could be written (said). */
int output_close(struct trace_output *output);

#endif
