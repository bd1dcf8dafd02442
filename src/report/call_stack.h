/* SPDX-License-Identifier: GPL-2.0-or-later */
/* call_stack.h - the stack below a call, as strace -k has it. */
#ifndef LXRUN_REPORT_CALL_STACK_H
#define LXRUN_REPORT_CALL_STACK_H

#include <stddef.h>

#include "abi/record.h"
#include "report/text.h"

/* A line for each frame, if the call has a stack and it is known where code lies:
 * `code_size` bytes of lines of /proc/PID/maps. */
void call_stack_tell(struct text *out, const struct record_enter *enter, const char *code,
                     size_t code_size);

#endif
