/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * say.h - what lxrun tells the user, and the statuses it ends with.
 *
 * A message names the thing and the remedy: `./app: built for aarch64, this
 * machine is x86-64`.  lxrun is silent when there is nothing to say.
 */
#ifndef LXRUN_SUPERVISOR_SAY_H
#define LXRUN_SUPERVISOR_SAY_H

#include <stddef.h>

enum lxrun_status {
    STATUS_TIMEOUT = 124,
    STATUS_LXRUN_FAILED = 125,
    STATUS_CANNOT_RUN = 126,
    STATUS_NOT_FOUND = 127,
    STATUS_SIGNAL_BASE = 128,
};

/* One line on stderr, `lxrun: ` in front.  Control characters (a file name may
 * hold any) are shown as octal escapes. */
__attribute__((format(printf, 1, 2))) void say(const char *format, ...);

/* From now on what is said goes to `out` instead, the last alone: for an attempt whose
 * failure is no failure.  NULL: to stderr again. */
void say_to(char *out, size_t size);

#endif
