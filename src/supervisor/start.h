/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * start.h - the guest's first process.
 */
#ifndef LXRUN_SUPERVISOR_START_H
#define LXRUN_SUPERVISOR_START_H

#include <sys/types.h>

#include "policy/floor.h"
#include "policy/landlock.h"
#include "policy/policy.h"
#include "supervisor/image.h"
#include "supervisor/signals.h"
#include "supervisor/target.h"

struct start {
    struct image image;
    const struct policy *policy;
    struct landlock landlock;
    struct floor floor;
    struct target target;
    struct inherited_signals signals;
    uint64_t boot_flags; /* BOOT_… (abi/boot.h) */
    int trace_fd;        /* the rings (supervisor/trace.h), or -1 */
    int control_fd;      /* the guest's end of a socket (supervisor/control.h), or -1 */
};

/* 0 and its pid, or the status to exit with: the reason has been said. */
int start_guest(const struct start *start, pid_t *guest);

#endif
