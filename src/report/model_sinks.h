/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * model_sinks.h - what is written at the end of a run that is traced for it.
 *
 * World   lxrun.
 */
#ifndef LXRUN_REPORT_MODEL_SINKS_H
#define LXRUN_REPORT_MODEL_SINKS_H

#include <stdio.h>

#include "report/trace_options.h"

struct trace_sink;

/* --report: the page (page.h).  --files: the files used (file_uses.h).  `out` stays
 * the caller's. */
struct trace_sink *page_sink_make(FILE *out);
struct trace_sink *files_sink_make(FILE *out);

/* The calls that --files needs. */
void files_sink_choose(struct trace_options *options);

#endif
