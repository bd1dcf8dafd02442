/* SPDX-License-Identifier: GPL-2.0-or-later */
/* task_trace.h - what a thread needs to be traced: nothing in a run that is not. */
#ifndef LXRUN_TRACE_TASK_TRACE_H
#define LXRUN_TRACE_TASK_TRACE_H

#include "core/types.h"

struct trace_ring;

struct task_trace {
    struct trace_ring *ring; /* NULL: there was none left */
    /* Of the call that is being made: */
    bool is_told;     /* its end is to be recorded */
    uint8_t rule;     /* of abi/inject.h, plus one, if it is to be applied */
    bool is_injected; /* the call was not made */
    bool is_denied;   /* it was refused by the floor… */
    bool may_be_denied; /* …or, by its errno, perhaps by Landlock or a mount */
    uint32_t code_told; /* behind which change of code it has told it, plus one (-k) */
};

#endif
