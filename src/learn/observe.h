/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * observe.h - from what a call did to what a profile has to allow for it.
 *
 * World   lxrun.
 * Limits  whether open(2) with O_CREAT has made a file is told by the file's time of
 *         birth; where a file system has none, it counts as made.
 */
#ifndef LXRUN_LEARN_OBSERVE_H
#define LXRUN_LEARN_OBSERVE_H

#include "learn/learned.h"
#include "report/follow.h"

struct learned_address;

struct observer {
    struct learned *learned;
    uint64_t begin;                /* of the run, by the clock that dates files: nanoseconds */
    struct learned_address *bound; /* by the run itself */
};

/* Any record of a call: the number alone counts. */
void observe_call(struct observer *observer, const struct record_enter *enter);
/* What it did, when it has been answered. */
void observe_deed(struct observer *observer, const struct deed *deed);
void observe_end(struct observer *observer);

#endif
