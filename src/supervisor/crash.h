/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * crash.h - a process of the run is about to die of a signal that tells of a fault: say
 * so, with what its thread has done last; and keep what all of its threads have
 * (--flight).
 *
 * World   lxrun, the thread that listens to the guest.
 */
#ifndef LXRUN_SUPERVISOR_CRASH_H
#define LXRUN_SUPERVISOR_CRASH_H

#include <sys/types.h>

#include "report/decode/decode.h"

struct image;
struct parcel;

struct crash_options {
    bool is_off;             /* --no-flight */
    const char *flight_file; /* --flight, or NULL */
    const struct decode_style *style;
};

/* Before the guest.  0, or the status to exit with: the reason has been said. */
int crash_begin(const struct crash_options *options);
/* The processes that may tell of themselves: those that run this image. */
void crash_expect(const struct image *image);
/* A message of kind CONTROL_CRASHED has come. */
void crash_hear(const struct parcel *parcel);
/* Keep what the thread has done whose task lies there, unless nothing is to be kept
 * (--flight), or `task` is 0. */
void crash_keep(pid_t pid, uint64_t task);
/* Nothing more will come. */
int crash_end(void);

#endif
