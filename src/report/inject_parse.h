/* SPDX-License-Identifier: GPL-2.0-or-later */
/* inject_parse.h - -e inject= and -e fault=, in strace's grammar. */
#ifndef LXRUN_REPORT_INJECT_PARSE_H
#define LXRUN_REPORT_INJECT_PARSE_H

#include <stdbool.h>

struct trace_options;

/* SET[:error=E|:retval=V][:signal=S][:delay_enter=T][:delay_exit=T][:when=W].  A fault
 * that says no more is ENOSYS.  False: the reason has been said. */
bool inject_parse(struct trace_options *options, const char *text, bool is_fault);

/* SIGINT, INT or 2; 0: there is none. */
int signal_parse(const char *name);

#endif
