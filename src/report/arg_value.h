/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * arg_value.h - what an argument means, as a member `value` of a JSON object.
 *
 * A string where the guest's memory has one, a number for descriptors and the like, an
 * array of names for flags; for all else the text that strace(1) has for it.
 *
 * World   lxrun.
 */
#ifndef LXRUN_REPORT_ARG_VALUE_H
#define LXRUN_REPORT_ARG_VALUE_H

#include "report/decode/decode.h"

struct call;
struct emit;

/* What is needed to find out; decode_begin() has been called. */
struct arg_values {
    struct decode decode;
    struct text text;
};

/* Nothing, if nothing better than the raw argument is known. */
void arg_value_put(struct emit *json, struct arg_values *values, const struct call *call,
                   unsigned i, const char *kind);

#endif
