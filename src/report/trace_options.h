/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * trace_options.h - what of a run is traced, and in which form it is told.
 */
#ifndef LXRUN_REPORT_TRACE_OPTIONS_H
#define LXRUN_REPORT_TRACE_OPTIONS_H

#include <stdbool.h>
#include <stdint.h>

#include "abi/inject.h"
#include "abi/trace.h"
#include "report/text_options.h"

/* As strace(1) has it. */
#define TRACE_STRING_LIMIT 32

struct learn_options;

enum trace_format {
    TRACE_TEXT,
    TRACE_RAW,    /* records, undecoded: to look at them */
    TRACE_BINARY, /* struct trace_header and records (abi/record.h) */
    TRACE_JSON,
    TRACE_PERFETTO,
    TRACE_PAGE,  /* --report */
    TRACE_FILES, /* --files */
    TRACE_LEARN, /* lxrun learn */
};

struct policy;

struct trace_options {
    const struct policy *policy; /* what is refused, and by which rule */
    bool is_on;
    enum trace_format format;
    const char *output;               /* -o: a file, or `|command`; NULL: stderr */
    bool appends;                     /* -A */
    unsigned follows;                 /* how often -f was given */
    bool splits;                      /* -ff: a file for each thread, OUTPUT.TID */
    bool drops;                       /* --trace-drop */
    uint32_t string_limit;            /* -s */
    unsigned fd_paths;                /* how often -y was given */
    bool stacks;                      /* -k */
    bool cpu_times;                   /* of each call, for -c */
    bool whole;                       /* -v: environments too */
    bool all_calls;                   /* the set below says nothing: every call */
    uint64_t calls[TRACE_CALL_WORDS]; /* -e trace=: those that are recorded at all */
    struct inject_table inject;
    bool injects;
    bool records_data; /* -e read=, -e write=: more than string_limit */
    struct learn_options *learn; /* lxrun learn (learn/learn.h) */
    struct text_options text;
};

static inline void trace_call_add(uint64_t calls[TRACE_CALL_WORDS], unsigned nr)
{
    calls[nr / 64] |= (uint64_t)1 << (nr % 64);
}

static inline bool trace_call_has(const uint64_t calls[TRACE_CALL_WORDS], unsigned nr)
{
    return calls[nr / 64] >> (nr % 64) & 1;
}

#endif
