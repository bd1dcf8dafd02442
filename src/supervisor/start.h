/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * start.h - the guest's first process.
 */
#ifndef LXRUN_SUPERVISOR_START_H
#define LXRUN_SUPERVISOR_START_H

#include <sys/types.h>

#include "cgroup/group.h"
#include "contain/contain.h"
#include "policy/floor.h"
#include "policy/landlock.h"
#include "policy/policy.h"
#include "supervisor/image.h"
#include "supervisor/signals.h"
#include "supervisor/target.h"

struct start {
    const char *program;
    char **words; /* its argv */
    struct groups groups; /* that the guest enters */
    struct contain contain;
    struct image image;
    const struct policy *policy;
    struct landlock landlock;
    struct floor floor;
    struct target target; /* filled in on the way */
    struct inherited_signals signals;
    uint64_t boot_flags; /* BOOT_… (abi/boot.h) */
    int usage_fd;        /* what calls are made (report/usage.h), or -1 */
    int trace_fd;        /* the rings (supervisor/trace.h), or -1 */
    bool needs_control; /* without that socket the guest is not started */
    int control_fd;      /* the guest's end of a socket (supervisor/control.h), or -1 */
};

struct started {
    pid_t guest;
    pid_t init; /* of the guest's pid namespace, 0: there is none */
};

/* 0, or the status to exit with: the reason has been said. */
int start_guest(struct start *start, struct started *started);

/* Kill what is left in the pid namespace and wait until it is gone.  The guest itself
 * must have been waited for. */
void end_init(pid_t init);

#endif
