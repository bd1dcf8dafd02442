/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * text_options.h - how a trace is told as text, and what of it: strace's options.
 */
#ifndef LXRUN_REPORT_TEXT_OPTIONS_H
#define LXRUN_REPORT_TEXT_OPTIONS_H

#include <stdbool.h>
#include <stdint.h>

#include "abi/trace.h"
#include "report/decode/decode.h"

#define TEXT_COLUMN 40
#define TEXT_PATHS_MOST 64
#define TEXT_FDS_MOST 1024

/* -e status=; the default is all of them. */
enum text_status {
    STATUS_SUCCESSFUL = 1,
    STATUS_FAILED = 2,
    STATUS_UNFINISHED = 4,
    STATUS_ALL = 7,
};

/* -e quiet= */
enum text_quiet {
    QUIET_ATTACH = 1,
    QUIET_EXIT = 2,
    QUIET_SUPERSEDED = 4,
};

enum text_summary {
    SUMMARY_NONE,
    SUMMARY_ONLY, /* -c */
    SUMMARY_TOO,  /* -C */
};

/* --summary-each: a table for each of them, too. */
enum text_each {
    EACH_NOTHING,
    EACH_PROCESS,
    EACH_THREAD,
};

struct text_options {
    struct decode_style style;
    unsigned stamps;  /* how often -t was given */
    bool is_relative; /* -r */
    bool has_durations;
    bool has_addresses;
    bool is_prefixed; /* -f: the thread's number stands before each line */
    unsigned column;  /* -a */
    unsigned statuses;
    unsigned quiet;
    uint64_t signals; /* bit N - 1: signal N is told */
    unsigned path_count;
    const char *paths[TEXT_PATHS_MOST]; /* -P */
    uint64_t reads[TEXT_FDS_MOST / 64]; /* -e read= */
    uint64_t writes[TEXT_FDS_MOST / 64];
    uint64_t raw_calls[TRACE_CALL_WORDS]; /* -e raw= */
    enum text_summary summary;
    bool summary_is_wall;        /* -w: time on the clock, not the processor's */
    enum text_each summary_of_each;
    const char *summary_sort;    /* -S */
    const char *summary_columns; /* -U */
};

void text_options_begin(struct text_options *options);

static inline bool text_fd_has(const uint64_t set[TEXT_FDS_MOST / 64], uint64_t fd)
{
    return fd < TEXT_FDS_MOST && (set[fd / 64] >> (fd % 64) & 1);
}

#endif
