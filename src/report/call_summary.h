/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * call_summary.h - -c: how often each call was made, how long it took, how often it failed.
 *
 * World   lxrun.
 * Limits  times are those on the clock, as strace's are with -w.
 */
#ifndef LXRUN_REPORT_CALL_SUMMARY_H
#define LXRUN_REPORT_CALL_SUMMARY_H

#include "report/text_options.h"

struct call_summary;

/* NULL for want of memory. */
struct call_summary *call_summary_make(const struct text_options *options);
void call_summary_add(struct call_summary *summary, int32_t pid, const struct record_enter *enter,
                 const struct record_exit *exit);
void call_summary_tell(const struct call_summary *summary, struct text *out);
void call_summary_free(struct call_summary *summary); /* or NULL */

/* Whether the words, with commas between, are columns of -U (or one of -S). */
bool call_summary_knows_columns(const char *columns);
bool call_summary_knows_sort(const char *sort);

#endif
