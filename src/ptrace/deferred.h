/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * deferred.h - signals that came to a tracee where it must not stop.
 *
 * World   lxcore of the tracer.
 *
 * A thread that is in lxcore, and not asleep there, will soon be back in guest
 * code or asleep in the guest's own call.  Its tracer gets to see a signal
 * there, where the registers are what they would be without lxcore:
 *
 *     tracee                          tracer's lxcore
 *     ------                          ---------------
 *     signal-delivery-stop            keep its siginfo, resume without it
 *     about to sleep, or to leave     send it again, resume
 *     signal-delivery-stop            give it its siginfo back, show the stop
 */
#ifndef LXRUN_PTRACE_DEFERRED_H
#define LXRUN_PTRACE_DEFERRED_H

#include "abi/signal.h"
#include "core/types.h"

struct tracee;

/* False if no more can be kept. */
bool deferred_keep(struct tracee *tracee, const struct siginfo *info);
bool deferred_is_empty(const struct tracee *tracee);
/* Send again what was kept. */
void deferred_raise(struct tracee *tracee);
/* A signal has arrived: if it is one that was sent again, give it its siginfo,
 * in the kernel and in `info`. */
void deferred_recognise(struct tracee *tracee, struct siginfo *info);

#endif
