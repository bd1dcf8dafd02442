/* SPDX-License-Identifier: GPL-2.0-or-later */
/* time.c - times and timers. */
#include <string.h>
#include <time.h>

#include "report/decode/impl.h"

struct pair {
    int64_t seconds;
    int64_t fraction;
};

static void show_pair(struct decode *d, const struct pair *time, const char *fraction)
{
    text_string(d->out, "{tv_sec=");
    text_signed(d->out, time->seconds);
    text_string(d->out, ", tv_");
    text_string(d->out, fraction);
    text_char(d->out, '=');
    text_signed(d->out, time->fraction);
    text_char(d->out, '}');
}

static void pair_at(struct decode *d, enum side side, uint64_t address, const char *fraction)
{
    struct pair time;

    if (decode_read(d, side, address, &time, sizeof(time)))
        show_pair(d, &time, fraction);
    else
        decode_address(d, address);
}

void decode_timespec_at(struct decode *d, enum side side, uint64_t address)
{
    pair_at(d, side, address, "nsec");
}

void decode_timeval_at(struct decode *d, enum side side, uint64_t address)
{
    pair_at(d, side, address, "usec");
}

void decode_arg_timespec_in(struct decode *d, unsigned i)
{
    decode_timespec_at(d, SIDE_IN, arg(d, i));
}

void decode_arg_timespec_out(struct decode *d, unsigned i)
{
    decode_timespec_at(d, SIDE_OUT, arg(d, i));
}

void decode_arg_timeval_in(struct decode *d, unsigned i)
{
    decode_timeval_at(d, SIDE_IN, arg(d, i));
}

void decode_arg_timeval_out(struct decode *d, unsigned i)
{
    decode_timeval_at(d, SIDE_OUT, arg(d, i));
}

void decode_date(struct text *out, int64_t seconds, int64_t nanoseconds)
{
    time_t when = (time_t)seconds;
    struct tm parts;
    char date[64], zone[16];

    if (localtime_r(&when, &parts) == NULL)
        return;
    strftime(date, sizeof(date), "%FT%T", &parts);
    strftime(zone, sizeof(zone), "%z", &parts);
    text_string(out, date);
    if (nanoseconds != 0)
        text_format(out, ".%09lld", (long long)nanoseconds);
    text_string(out, zone);
}

static void show_stamp(struct decode *d, const struct pair *time)
{
    if (time->fraction == ((1L << 30) - 1L)) {
        text_string(d->out, "UTIME_NOW");
    } else if (time->fraction == ((1L << 30) - 2L)) {
        text_string(d->out, "UTIME_OMIT");
    } else {
        show_pair(d, time, "nsec");
        text_string(d->out, " /* ");
        decode_date(d->out, time->seconds, time->fraction);
        text_string(d->out, " */");
    }
}

void decode_arg_timespec2(struct decode *d, unsigned i)
{
    struct pair times[2];

    if (!decode_read(d, SIDE_IN, arg(d, i), times, sizeof(times))) {
        decode_address(d, arg(d, i));
        return;
    }
    text_char(d->out, '[');
    show_stamp(d, &times[0]);
    text_string(d->out, ", ");
    show_stamp(d, &times[1]);
    text_char(d->out, ']');
}

void decode_arg_timeval2(struct decode *d, unsigned i)
{
    struct pair times[2];

    if (!decode_read(d, SIDE_IN, arg(d, i), times, sizeof(times))) {
        decode_address(d, arg(d, i));
        return;
    }
    for (int j = 0; j < 2; j++) {
        text_string(d->out, j == 0 ? "[" : ", ");
        show_pair(d, &times[j], "usec");
        text_string(d->out, " /* ");
        decode_date(d->out, times[j].seconds, (int64_t)((uint64_t)times[j].fraction * 1000));
        text_string(d->out, " */");
    }
    text_char(d->out, ']');
}

void decode_arg_timezone(struct decode *d, unsigned i)
{
    enum side side = d->shape->args[i].kind == ARG_timezone_in ? SIDE_IN : SIDE_OUT;
    int32_t zone[2];

    if (decode_read(d, side, arg(d, i), zone, sizeof(zone)))
        text_format(d->out, "{tz_minuteswest=%d, tz_dsttime=%d}", zone[0], zone[1]);
    else
        decode_address(d, arg(d, i));
}

static void interval_at(struct decode *d, enum side side, uint64_t address,
                        const char *fraction)
{
    struct pair times[2];

    if (!decode_read(d, side, address, times, sizeof(times))) {
        decode_address(d, address);
        return;
    }
    text_string(d->out, "{it_interval=");
    show_pair(d, &times[0], fraction);
    text_string(d->out, ", it_value=");
    show_pair(d, &times[1], fraction);
    text_char(d->out, '}');
}

void decode_arg_itimerval_in(struct decode *d, unsigned i)
{
    interval_at(d, SIDE_IN, arg(d, i), "usec");
}

void decode_arg_itimerval_out(struct decode *d, unsigned i)
{
    interval_at(d, SIDE_OUT, arg(d, i), "usec");
}

void decode_arg_itimerspec_in(struct decode *d, unsigned i)
{
    interval_at(d, SIDE_IN, arg(d, i), "nsec");
}

void decode_arg_itimerspec_out(struct decode *d, unsigned i)
{
    interval_at(d, SIDE_OUT, arg(d, i), "nsec");
}

void decode_arg_tms(struct decode *d, unsigned i)
{
    static const char *const names[] = { "tms_utime", "tms_stime", "tms_cutime",
                                         "tms_cstime" };
    int64_t times[4];

    if (!decode_read(d, SIDE_OUT, arg(d, i), times, sizeof(times))) {
        decode_address(d, arg(d, i));
        return;
    }
    for (int j = 0; j < 4; j++)
        text_format(d->out, "%s%s=%lld", j == 0 ? "{" : ", ", names[j], (long long)times[j]);
    text_char(d->out, '}');
}

void decode_arg_utimbuf(struct decode *d, unsigned i)
{
    int64_t times[2];

    if (!decode_read(d, SIDE_IN, arg(d, i), times, sizeof(times))) {
        decode_address(d, arg(d, i));
        return;
    }
    for (int j = 0; j < 2; j++) {
        text_format(d->out, "%s=%lld /* ", j == 0 ? "{actime" : ", modtime",
                    (long long)times[j]);
        decode_date(d->out, times[j], 0);
        text_string(d->out, " */");
    }
    text_char(d->out, '}');
}
