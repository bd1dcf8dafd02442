/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * hang.h - why does nothing go on?  What each thread of the run is blocked in.
 *
 * Limits  who holds a lock is known of the mutexes of glibc only, which say it, and of those
 *         that inherit priorities.
 */
#ifndef LXRUN_SUPERVISOR_HANG_H
#define LXRUN_SUPERVISOR_HANG_H

#include "supervisor/image.h"

/* The processes that hang_report() is about: those that run this image. */
void hang_report_about(const struct image *image);
/* Say it, on stderr. */
void hang_report(void);

#endif
