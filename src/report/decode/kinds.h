/* SPDX-License-Identifier: GPL-2.0-or-later */
/* kinds.h - the table of the kinds of arguments. */
#ifndef LXRUN_REPORT_DECODE_KINDS_H
#define LXRUN_REPORT_DECODE_KINDS_H

#include "report/decode/impl.h"

/* One of the first three. */
struct kind_row {
    decode_function *show;
    const struct constants *enumeration;
    const struct constants *flags;
    bool is_late; /* it is told when the call is over */
};

extern const struct kind_row kind_rows[ARG_KIND_COUNT];

#endif
