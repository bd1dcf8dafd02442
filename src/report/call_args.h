/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * call_args.h - what the arguments of each call are called, and of which kind they are.
 *
 * From syscalls.tbl (gen/call_args.py); gen/kinds.py has the kinds in words.
 */
#ifndef LXRUN_REPORT_CALL_ARGS_H
#define LXRUN_REPORT_CALL_ARGS_H

#include "syscall_nr.h"

struct call_args {
    unsigned count;
    struct {
        const char *name;
        const char *kind;
    } args[6];
};

extern const struct call_args call_args[SYSCALL_TABLE_SIZE];

#endif
