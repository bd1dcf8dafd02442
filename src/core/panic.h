/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * panic.h - the end, when lxcore finds itself in a state that cannot be.
 *
 * World   lxcore.  Never for what a guest can cause.
 */
#ifndef LXRUN_CORE_PANIC_H
#define LXRUN_CORE_PANIC_H

#include <stdint.h>

/* Write "lxrun: internal error: what (a, b)" to descriptor 2 and kill the
 * process with SIGABRT's default action. */
_Noreturn void lx_panic(const char *what, uint64_t a, uint64_t b);

/* Write a sentence for people to descriptor 2 and end the process with
 * `status`: for a start that cannot go on (boot only). */
_Noreturn void lx_refuse(const char *what, const char *name, int status);

#endif
