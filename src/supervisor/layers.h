/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * layers.h - what a guest is contained by, worked out for the namespaces that there are.
 *
 * Where a host gives none and the policy can do without, the rules are worked out anew
 * for Landlock and the floor alone, and the guest is started with those.
 *
 * World   lxrun.
 * Result  0, or the status to exit with: the reason has been said.
 */
#ifndef LXRUN_SUPERVISOR_LAYERS_H
#define LXRUN_SUPERVISOR_LAYERS_H

struct run;
struct start;
struct started;
struct trace;

/* Start the guest in them, traced unless `trace` is NULL.  The policy knows from then on who keeps what. */
int layers_start(struct start *start, struct run *run, struct trace *trace,
                 struct started *started);

/* The guest has been waited for, and lxrun has no children of its own any more: what is left
 * of a contained run ends, and what was made for it in the host's files goes. */
void layers_end(void);

#endif
