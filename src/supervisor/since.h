/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * since.h - how long a thread has been asleep.
 *
 * World   lxrun.
 * Limits  a thread that was woken in vain and went on waiting counts from then on.
 */
#ifndef LXRUN_SUPERVISOR_SINCE_H
#define LXRUN_SUPERVISOR_SINCE_H

#include <sys/types.h>

/* In seconds; less than 0: the kernel does not say (CONFIG_SCHED_DEBUG). */
double since_asleep(pid_t pid, pid_t tid);

#endif
