/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * objects.h - what descriptors lead to and paths name, and what was done with it.
 *
 * World   lxrun.
 */
#ifndef LXRUN_REPORT_OBJECTS_H
#define LXRUN_REPORT_OBJECTS_H

#include <stdint.h>

#include "report/table.h"

enum object_kind {
    OBJECT_FILE,   /* name: an absolute path, or a relative one if the start is unknown */
    OBJECT_SOCKET, /* name: family and peer, or the family alone */
    OBJECT_OTHER,  /* pipes, epoll instances and so on: all of a kind are one object */
};

struct object {
    enum object_kind kind;
    const char *name;
    uint64_t opens;
    uint64_t reads; /* calls */
    uint64_t writes;
    uint64_t read_bytes;
    uint64_t written_bytes;
    uint64_t other_calls;
    uint64_t errors;
    uint64_t time; /* nanoseconds in calls that are about it */
    UT_hash_handle hh;
    char key[]; /* the kind as a letter, then the name */
};

/* The object of that name, made when it is new; `objects` is the table. */
struct object *object_find(struct object **objects, enum object_kind kind,
                           const char *name);

void objects_free(struct object **objects);

#endif
