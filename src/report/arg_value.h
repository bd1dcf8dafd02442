/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * arg_value.h - what an argument means, as a member `value` of a JSON object.
 *
 * World   lxrun.
 * Limits  strings, signed numbers, open flags and AT_FDCWD; for other kinds there is
 *         only the raw argument.
 */
#ifndef LXRUN_REPORT_ARG_VALUE_H
#define LXRUN_REPORT_ARG_VALUE_H

struct call;
struct emit;

/* Nothing, if nothing better than the raw argument is known. */
void arg_value_put(struct emit *json, const struct call *call, unsigned i,
                   const char *kind);

#endif
