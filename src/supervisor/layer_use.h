/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * layer_use.h - the layer of a run with --overlay, while it is run.
 *
 * Does nothing for a run without.
 */
#ifndef LXRUN_SUPERVISOR_LAYER_USE_H
#define LXRUN_SUPERVISOR_LAYER_USE_H

struct contain;
struct run;

/* Make it, and have the guest's writing go there.  0, or the status to exit with: the
 * reason has been said. */
int layer_use_begin(struct contain *contain, struct run *run);

/* `status`, of a run that was not to be; the layer goes with it, unless it is older. */
int layer_use_fail(int status);

/* The run is over: others may look at the layer. */
void layer_use_end(const struct run *run);

#endif
