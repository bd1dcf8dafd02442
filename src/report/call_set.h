/* SPDX-License-Identifier: GPL-2.0-or-later */
/* call_set.h - sets of calls as -e trace= names them. */
#ifndef LXRUN_REPORT_CALL_SET_H
#define LXRUN_REPORT_CALL_SET_H

#include <stdbool.h>
#include <stdint.h>

#include "report/trace_options.h"

/* What `text` names: calls, numbers, %classes, /regular expressions, all or none, with
 * commas between; `!` in front of it all means the others; `?` in front of a name that
 * it need not exist.  False: the reason has been said, as one of `option`. */
bool call_set_parse(uint64_t calls[TRACE_CALL_WORDS], const char *text, const char *option);

#endif
