/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * slowest.h - of many calls the longest ones.
 *
 * World   lxrun.
 */
#ifndef LXRUN_REPORT_SLOWEST_H
#define LXRUN_REPORT_SLOWEST_H

#include <stddef.h>
#include <stdint.h>

struct thread;
struct object;

struct slow_call {
    uint64_t duration;
    uint64_t start;
    int64_t nr;
    int64_t result;
    const struct thread *thread;
    const struct object *object; /* or NULL */
    unsigned is_answered : 1;
    unsigned is_failed : 1;
};

/* A heap, the shortest on top. */
struct slowest {
    size_t most;
    size_t count, room;
    struct slow_call *calls;
    uint64_t left_out; /* calls that were not kept */
};

void slowest_begin(struct slowest *slowest, size_t most);
void slowest_add(struct slowest *slowest, const struct slow_call *call);
/* In order of their duration, the longest first; nothing can be added any more. */
void slowest_sort(struct slowest *slowest);
void slowest_free(struct slowest *slowest);

#endif
