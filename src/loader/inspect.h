/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * inspect.h - can this file be run, and if not, why.
 *
 * World   lxrun.  lxcore checks again by itself when it loads a file; this is
 *         where a user gets sentences for errnos.
 * Result  0, or a negated errno: the one with which execve(2) refuses the
 *         file, or -EINVAL where Linux starts it and at once kills it.  Then
 *         `complaint` holds what is wrong and what to do about it.
 */
#ifndef LXRUN_LOADER_INSPECT_H
#define LXRUN_LOADER_INSPECT_H

#include <stddef.h>

#define COMPLAINT_SIZE 8192

struct complaint {
    char text[COMPLAINT_SIZE];
};

/* The file is what is left when all `#!` lines have been followed. */
long inspect_program(int fd, struct complaint *complaint);

#endif
