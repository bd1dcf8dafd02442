/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * inject.h - carrying out what the tracer wants of a call (abi/inject.h).
 *
 * World   lxcore.
 */
#ifndef LXRUN_TRACE_INJECT_H
#define LXRUN_TRACE_INJECT_H

#include "core/types.h"

struct task;

/* A call begins: false if *result is its answer. */
bool inject_enter(struct task *task, long nr, long *result);
/* …and is over, if task->trace.rule says that something is to be done then. */
void inject_exit(struct task *task);
/* RECORD_… of that. */
unsigned inject_flags(const struct task *task);

#endif
