/* SPDX-License-Identifier: GPL-2.0-or-later */
/* expression.h - the argument of -e, as strace(1) has it. */
#ifndef LXRUN_REPORT_EXPRESSION_H
#define LXRUN_REPORT_EXPRESSION_H

#include <stdbool.h>

struct trace_options;

/* [QUALIFIER=]VALUE; without one it is trace=.  False: the reason has been said. */
bool expression_take(struct trace_options *options, const char *text);
/* The same, in two parts. */
bool expression_take_as(struct trace_options *options, const char *qualifier,
                        const char *value);

#endif
