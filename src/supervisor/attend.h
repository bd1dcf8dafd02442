/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * attend.h - while the guest runs: lxrun stands in for it.
 *
 * Signals sent to lxrun reach the guest; when the guest stops, so does lxrun,
 * and when it ends, lxrun ends alike.
 */
#ifndef LXRUN_SUPERVISOR_ATTEND_H
#define LXRUN_SUPERVISOR_ATTEND_H

#include <sys/types.h>

struct account;
struct deadline;

/* Returns when the guest has ended; its status as waitpid(2) gives it. */
int attend_guest(pid_t guest, struct deadline *deadline, struct account *account);

#endif
