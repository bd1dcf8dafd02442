/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * own_io.h - what lxcore itself has read and written by the host's calls, which the
 * kernel counts for its thread (proc_pid_io(5)).
 *
 * World   lxcore.
 * Locks   none: a thread counts for itself.
 * Limits  what was counted before an exec is forgotten with the image, and shown.
 */
#ifndef LXRUN_CORE_OWN_IO_H
#define LXRUN_CORE_OWN_IO_H

#include <stdint.h>

struct own_io {
    uint64_t rchar, wchar; /* bytes */
    uint64_t syscr, syscw; /* calls */
};

/* Of threads of this process that have ended. */
extern struct own_io own_io_of_ended;

struct task;

/* Add a thread that ends to those. */
void own_io_leave(const struct task *task);
/* A new process, or a new image, has done nothing yet. */
void own_io_reset(struct task *task);

#endif
