/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * peers.h - which sockets a run makes, and whom it speaks to: processes of its own, or
 * others.
 *
 * An address that the run has bound itself is its own.
 *
 * World   lxrun.
 */
#ifndef LXRUN_LEARN_PEERS_H
#define LXRUN_LEARN_PEERS_H

#include "learn/observe.h"

void peers_take(struct observer *observer, const struct deed *deed);
void peers_forget(struct observer *observer);

#endif
