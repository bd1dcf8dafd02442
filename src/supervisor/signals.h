/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * signals.h - lxrun's own signals: all blocked, taken one by one.
 *
 * What lxrun inherited belongs to the guest: its first process starts with
 * the same dispositions and the same mask.  Masks are the kernel's 64 bits,
 * bit n-1 for signal n, because libc keeps two signals for itself.
 */
#ifndef LXRUN_SUPERVISOR_SIGNALS_H
#define LXRUN_SUPERVISOR_SIGNALS_H

#include <signal.h>
#include <stdint.h>

struct inherited_signals {
    uint64_t ignored;
    uint64_t blocked;
};

/* Note what was inherited, then block everything. */
void signals_take_over(struct inherited_signals *inherited);
/* In the guest's first process, before it becomes the guest. */
void signals_give_back(const struct inherited_signals *inherited);

/* Wait for a signal; returns its number. */
int signals_wait(siginfo_t *info);
/* Send on what was received. */
void signals_forward(pid_t to, const siginfo_t *info);
/* Let `signo` do to lxrun what it does by default. */
void signals_take(int signo);

#endif
