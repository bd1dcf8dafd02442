/* SPDX-License-Identifier: GPL-2.0-or-later */
/* text_sink.h - the trace as strace(1) prints it, for an output that stays its caller's. */
#ifndef LXRUN_REPORT_TEXT_SINK_H
#define LXRUN_REPORT_TEXT_SINK_H

struct trace_options;
struct trace_output;
struct trace_sink;

/* NULL for want of memory.  The options must outlive it. */
struct trace_sink *text_sink_make(const struct trace_options *options,
                                  struct trace_output *output);

#endif
