/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * inject.h - what the tracer makes of calls instead of what they are (-e inject=).
 *
 * lxrun fills the table before the run, lxcore reads it: rule_of[nr] names the
 * one rule that a call has.  Each thread counts its calls of each number, from 1,
 * for `first`, `last` and `step` (when=F..L+S of strace(1)).
 *
 * World   both.
 */
#ifndef LXRUN_ABI_INJECT_H
#define LXRUN_ABI_INJECT_H

#include <stdint.h>

#include "syscall_count.h"

#define INJECT_RULES_MOST 64

enum inject_what {
    INJECT_RESULT = 1,      /* error=, retval=: the call is not made */
    INJECT_SIGNAL = 2,      /* signal=: the thread gets it as the call begins */
    INJECT_DELAY_ENTER = 4, /* delay_enter=: before the call… */
    INJECT_DELAY_EXIT = 8,  /* delay_exit=: …and behind it */
};

struct inject_rule {
    uint32_t what; /* enum inject_what, or-ed; 0: nothing is done */
    int32_t signo;
    int64_t result;       /* as in rax: a negated errno, or a value */
    uint64_t delay_enter; /* nanoseconds */
    uint64_t delay_exit;
    uint32_t first; /* 1: from the first call on */
    uint32_t last;  /* UINT32_MAX: for ever */
    uint32_t step;  /* 1: each; 0: the first only */
    uint32_t reserved;
};

struct inject_table {
    uint8_t rule_of[SYSCALL_TABLE_SIZE]; /* index into rules, plus one; 0: none */
    struct inject_rule rules[INJECT_RULES_MOST];
};

#endif
