/* SPDX-License-Identifier: GPL-2.0-or-later */
/* processor.h - what the kernel does because of this processor. */
#ifndef LXRUN_SUPERVISOR_PROCESSOR_H
#define LXRUN_SUPERVISOR_PROCESSOR_H

#include <stdbool.h>

/* Does a system call lose where the calls before it return to?  If it is not to be
 * found out, no. */
bool processor_forgets_calls(void);

#endif
