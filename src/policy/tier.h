/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * tier.h - by which of the kernel's mechanisms a run is contained, as one word.
 *
 * World   lxrun.
 */
#ifndef LXRUN_POLICY_TIER_H
#define LXRUN_POLICY_TIER_H

#include <stdbool.h>
#include <stdint.h>

struct landlock;
struct policy;

/* `namespaces+landlock+seccomp` and its parts.  Without the two others seccomp is the
 * tier of who refuses calls, and `none` that of who contains nothing. */
const char *tier_name(bool has_spaces, bool has_landlock, bool refuses_calls);

/* The guest is in force of these: note the tier in the policy, and who keeps which of the
 * rules that namespaces or the floor keep.  0 or -ENOMEM. */
long tier_settle(struct policy *policy, uint64_t spaces, const struct landlock *landlock);

#endif
