/* SPDX-License-Identifier: GPL-2.0-or-later */
/* dump.h - -e read= and -e write=: all the bytes that went through a descriptor. */
#ifndef LXRUN_REPORT_DUMP_H
#define LXRUN_REPORT_DUMP_H

#include "report/text_options.h"

void dump_data(struct text *out, const struct text_options *options,
               const struct record_enter *enter, const struct record_exit *exit);

#endif
