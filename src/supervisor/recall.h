/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * recall.h - a call that nobody has recorded, in the form of a record (abi/record.h), so
 * that it can be shown as calls are.
 *
 * World   lxrun.
 */
#ifndef LXRUN_SUPERVISOR_RECALL_H
#define LXRUN_SUPERVISOR_RECALL_H

#include <sys/types.h>

#include "abi/record.h"

/* How much of what an argument points to is looked at. */
#define RECALL_BYTES 1024

enum recall_what {
    RECALL_STRINGS, /* names: the call is over, and other memory is used again */
    RECALL_MEMORY,  /* whatever is there: the call is being made */
};

struct recall {
    union {
        struct record_enter enter;
        uint64_t room[(sizeof(struct record_enter) +
                       6 * (sizeof(struct record_chunk) + RECALL_BYTES)) /
                      8];
    };
};

/* The call `nr` of the process, with the memory that it has now. */
void recall_call(struct recall *recall, pid_t pid, int64_t nr, const uint64_t args[6],
                 enum recall_what what);

#endif
