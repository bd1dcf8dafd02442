/* SPDX-License-Identifier: GPL-2.0-or-later */
/* text_options.c - what strace does unless it is told otherwise. */
#include "report/text_options.h"

void text_options_begin(struct text_options *options)
{
    *options = (struct text_options){
        .style = { .string_limit = 32 },
        .column = TEXT_COLUMN,
        .statuses = STATUS_ALL,
        .signals = UINT64_MAX,
        .summary_sort = "time",
        .summary_columns = "time-percent,total-time,avg-time,calls,errors,name",
    };
}
