/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * guard.h - if lxrun is killed, everything that it has started dies.
 *
 * The parent-death signal reaches only the first guest process.  A small
 * process of its own session therefore waits for lxrun's end: a byte says that
 * the run is over (what the guest has left running stays, as natively), the
 * end of the pipe without one that lxrun was killed.
 *
 * World   lxrun.
 * Limits  a guest that makes itself undumpable and unreadable, or another
 *         user's, is not found; neither is one that has killed the guard.
 */
#ifndef LXRUN_SUPERVISOR_GUARD_H
#define LXRUN_SUPERVISOR_GUARD_H

#include <stdbool.h>
#include <sys/types.h>

struct image;

struct guard {
    pid_t pid;
    int pipe_fd; /* lxrun's end; -1 if there is no guard */
};

/* To be called when the guest has started.  Without a guard the run goes on:
 * the first process is tied to lxrun all the same. */
void guard_begin(struct guard *guard, const struct image *image);
/* The run is over: send the guard away and wait until it is gone. */
void guard_release(struct guard *guard);

/* Send a signal (or 0, to look) to every process of the run that is found now; is there
 * one? */
bool guard_signal_run(const struct image *image, int signo);
/* Kill them until none is found. */
void guard_kill_run(const struct image *image);

#endif
