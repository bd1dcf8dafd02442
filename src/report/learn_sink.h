/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * learn_sink.h - which calls a run made, as the least profile in docker's format
 * (lxrun learn).
 *
 * World   lxrun.
 */
#ifndef LXRUN_REPORT_LEARN_SINK_H
#define LXRUN_REPORT_LEARN_SINK_H

#include "report/sink.h"
#include "report/trace_options.h"

/* The calls that a profile of this form allows already, in addition to those that are
 * there.  NULL, or what is wrong with the file. */
const char *learn_read(uint64_t calls[TRACE_CALL_WORDS], const char *file);

/* At its end the file is written anew, whole or not at all. */
struct trace_sink *learn_sink_make(const struct trace_options *options);

#endif
