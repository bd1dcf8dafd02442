/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * call_filter.h - parts of a floor that are compiled when a run starts: a profile in
 * docker's format, promises, lists of the only calls that may be made.
 *
 * All are rules about what the *program* calls, and the floor sees what lxcore makes of
 * it.  So the few calls that lxcore lives on and that reach nothing outside of the process
 * (call_filter_is_vital()) are never refused, and whoever may execve or fork may make the
 * calls that lxcore makes for it.
 */
#ifndef LXRUN_POLICY_CALL_FILTER_H
#define LXRUN_POLICY_CALL_FILTER_H

#include <stdbool.h>
#include <stdint.h>

#include "policy/floor.h"

/* The number of a call by the kernel's name; -1 for what this architecture has not. */
int call_filter_number(const char *name);

/* Without it no program can live under lxrun. */
bool call_filter_is_vital(int number);
/* What lxcore calls where a program calls `number`; -1: the same. */
int call_filter_stand_in(int number);

/* The only calls that a profile file names.  0 or a negated errno. */
long call_list_add(struct floor *floor, const struct policy_calls *calls);

/* A profile in docker's format.  0, or the status to exit with: the reason has been
 * said. */
int oci_add(struct floor *floor, const char *file);

#endif
