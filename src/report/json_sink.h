/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * json_sink.h - a trace as lines of JSON (docs/trace-json.md), and as a file for
 * ui.perfetto.dev and chrome://tracing.
 *
 * World   lxrun.
 */
#ifndef LXRUN_REPORT_JSON_SINK_H
#define LXRUN_REPORT_JSON_SINK_H

#include <stdbool.h>
#include <stdio.h>

struct policy;
struct trace_output;
struct trace_sink;

/* They write to `out`, which stays the caller's; what they lack memory for ends
 * lxrun (report/table.h).  With an output (report/output.h) each thread's lines go to
 * where it says instead.  Of a `policy` (or NULL) the rules are told that have refused. */
struct trace_sink *json_sink_make(FILE *out, struct trace_output *output,
                                  const struct policy *policy, bool redacts);
struct trace_sink *perfetto_sink_make(FILE *out);

#endif
