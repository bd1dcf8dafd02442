/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * decode.h - calls as strace(1) shows them.
 *
 * World   lxrun.
 * Limits  records are hostile: all that they hold is looked at through
 *         decode_memory() and its like, which know where the record ends.
 */
#ifndef LXRUN_REPORT_DECODE_DECODE_H
#define LXRUN_REPORT_DECODE_DECODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "abi/record.h"
#include "constants.h"
#include "report/text.h"
#include "syscall_shapes.h"

/* -X */
enum decode_words {
    WORDS_ABBREVIATED, /* MADV_FREE */
    WORDS_RAW,         /* 0x8 */
    WORDS_VERBOSE,     /* 0x8 MADV_FREE as strace writes it: 0x8 slash-star MADV_FREE … */
};

enum decode_hex {
    HEX_NEVER,
    HEX_FOREIGN, /* -x: strings with other bytes than ASCII's */
    HEX_ALWAYS,  /* -xx */
};

struct decode_style {
    uint32_t string_limit; /* -s */
    bool is_whole;         /* -v: structures with all their members */
    enum decode_hex hex;
    enum decode_words words;
    unsigned fd_paths;  /* how often -y was given */
    bool redacts;       /* --redact */
    bool numbers_calls; /* -n */
};

struct decode {
    struct text *out;
    const struct decode_style *style;
    const struct record_enter *enter;
    const struct record_exit *exit; /* NULL: there is no answer (yet) */
    const struct syscall_shape *shape;
    unsigned next;  /* the argument to be shown next */
    bool is_raw;    /* -e raw=: arguments as the numbers that they are */
    bool is_in_end; /* something stands behind the last argument already */
    /* What is told behind the result, as `(Timeout)`; empty: nothing. */
    char note[512];
};

/* Begin to show a call; the exit record may be given later. */
void decode_begin(struct decode *decode, struct text *out, const struct decode_style *style,
                  const struct record_enter *enter, const struct record_exit *exit);

/* `name(` and the arguments that are known before the call is made. */
void decode_call(struct decode *decode);
/* The rest of them, from decode->next on, and `)`. */
void decode_rest(struct decode *decode);
/* Whether decode_call() has told all of them. */
bool decode_is_complete(const struct decode *decode);
/* What is behind ` = `. */
void decode_result(struct decode *decode);
/* The name of a call, or syscall_0x… */
void decode_name(struct text *out, int64_t nr);

/* A single argument, for whoever arranges them in another way. */
void decode_argument(struct decode *decode, unsigned i);

/* `SIGCHLD {si_signo=SIGCHLD, …}` */
void decode_delivery(struct text *out, const struct decode_style *style,
                     const struct record_signal *record);
/* SIGCHLD, SIGRT_1; a number that is no signal as it is. */
void decode_signal_name(struct text *out, int signo);

#endif
