/* SPDX-License-Identifier: GPL-2.0-or-later */
/* line.h - what stands before and behind a call: thread, time, column. */
#ifndef LXRUN_REPORT_LINE_H
#define LXRUN_REPORT_LINE_H

#include "report/text_options.h"

/* For -r: when the line before was begun. */
struct line_clock {
    uint64_t before;
    int64_t second; /* the one that `stamp` is of */
    char stamp[16];
};

struct line_head {
    int32_t tid;
    uint64_t time;
    bool has_tid;
    bool is_bracketed; /* `[pid 12] `, not `12    ` */
};

void line_begin(struct text *out, const struct text_options *options,
                struct line_clock *clock, const struct line_head *head);
/* -i and -n */
void line_call_head(struct text *out, const struct text_options *options,
                    const struct record_enter *enter);
/* ` = `, at the column where it belongs; `column` is where the line is. */
void line_equals(struct text *out, const struct text_options *options, size_t column);
void line_duration(struct text *out, uint64_t nanoseconds);

#endif
