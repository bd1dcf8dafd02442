/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * follow.h - what a call did to its process's descriptors and directory, and to which
 * files.
 *
 * World   lxrun.
 */
#ifndef LXRUN_REPORT_FOLLOW_H
#define LXRUN_REPORT_FOLLOW_H

#include <stdbool.h>

#include "report/calls.h"
#include "report/effects.h"
#include "report/path.h"
#include "report/processes.h"

/* A call, and what it was about. */
struct deed {
    const struct call *call;
    struct thread *thread;
    const struct effect *effect;
    char *path; /* absolute where that is known; NULL: none, or not kept */
    char *path2;
    uint64_t open_flags;   /* of EFFECT_OPEN: O_… */
    struct object *object; /* the one that a descriptor led to, or the call has opened */
    struct object *target; /* of EFFECT_TRANSFER: the other one */
};

struct follow {
    struct object *objects;
    path_link_function *is_link; /* path.h; or NULL */
};

/* Make the deed of a call, and let it take its effect on the process.  What the deed
 * has is to be dropped afterwards. */
void follow_call(struct follow *follow, struct thread *thread, const struct call *call,
                 struct deed *deed);
void deed_drop(struct deed *deed);

#endif
