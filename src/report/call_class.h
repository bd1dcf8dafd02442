/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * call_class.h - what a call is about, in one word.
 */
#ifndef LXRUN_REPORT_CALL_CLASS_H
#define LXRUN_REPORT_CALL_CLASS_H

#include <stdint.h>

enum call_class {
    CALL_FILE, /* names, descriptors and what is behind them */
    CALL_NETWORK,
    CALL_MEMORY,
    CALL_PROCESS, /* births, programs, ends, identities */
    CALL_SIGNAL,
    CALL_WAIT, /* asleep until something happens: poll, futex, wait4, nanosleep */
    CALL_OTHER,
    CALL_CLASS_COUNT,
};

enum call_class call_class_of(int64_t nr);
/* As the enum has it, in lower case. */
const char *call_class_name(enum call_class class);

#endif
