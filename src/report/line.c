/* SPDX-License-Identifier: GPL-2.0-or-later */
/* line.c - see line.h. */
#include "report/line.h"

#include <stdio.h>
#include <time.h>

#define SECOND 1000000000ULL

static void add_clock(struct text *out, struct line_clock *clock, int64_t second)
{
    time_t when = (time_t)second;
    struct tm parts;

    if (second != clock->second && localtime_r(&when, &parts) != NULL) {
        strftime(clock->stamp, sizeof(clock->stamp), "%T", &parts);
        clock->second = second;
    }
    text_string(out, clock->stamp);
}

static void add_stamp(struct text *out, unsigned stamps, struct line_clock *clock,
                      uint64_t time)
{
    if (stamps >= 3)
        text_unsigned(out, time / SECOND);
    else
        add_clock(out, clock, (int64_t)(time / SECOND));
    if (stamps >= 2) {
        text_char(out, '.');
        text_padded(out, time % SECOND / 1000, 6);
    }
    text_char(out, ' ');
}

static void add_relative(struct text *out, struct line_clock *clock, uint64_t time,
                         bool is_second)
{
    uint64_t since = clock->before != 0 && time > clock->before ? time - clock->before : 0;

    clock->before = time;
    text_format(out, is_second ? "(+%6llu.%06llu) " : "%6llu.%06llu ",
                (unsigned long long)(since / SECOND),
                (unsigned long long)(since % SECOND / 1000));
}

void line_begin(struct text *out, const struct text_options *options,
                struct line_clock *clock, const struct line_head *head)
{
    if (head->has_tid)
        text_format(out, head->is_bracketed ? "[pid %5d] " : "%-5d ", head->tid);
    if (options->stamps > 0)
        add_stamp(out, options->stamps, clock, head->time);
    if (options->is_relative)
        add_relative(out, clock, head->time, options->stamps > 0);
}

void line_call_head(struct text *out, const struct text_options *options,
                    const struct record_enter *enter)
{
    if (options->style.numbers_calls)
        text_format(out, "[%4lld] ", (long long)enter->nr);
    if (options->has_addresses)
        text_format(out, "[%016llx] ", (unsigned long long)enter->ip);
}

void line_equals(struct text *out, const struct text_options *options, size_t column)
{
    for (column++, text_char(out, ' '); column < options->column; column++)
        text_char(out, ' ');
    text_string(out, "= ");
}

void line_duration(struct text *out, uint64_t nanoseconds)
{
    text_string(out, " <");
    text_unsigned(out, nanoseconds / SECOND);
    text_char(out, '.');
    text_padded(out, nanoseconds % SECOND / 1000, 6);
    text_char(out, '>');
}
