/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * refused_by.h - which rule about calls refuses a call, and what would lift it: for
 * people, after the kernel has done it.
 *
 * World   lxrun.
 */
#ifndef LXRUN_POLICY_REFUSED_BY_H
#define LXRUN_POLICY_REFUSED_BY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "policy/refusals.h"

struct policy;

/* Does the built-in part refuse the call?  What it answers with ENOSYS does not count:
 * programs then take another way. */
bool part_refuses(enum floor_part part, int64_t nr, const uint64_t args[6]);

#define REFUSED_BY_SIZE 320

/* The rule of the policy that a refused call broke, and the option that would allow it
 * ("": there is none). */
struct refused_by {
    char rule[REFUSED_BY_SIZE];
    char remedy[REFUSED_BY_SIZE];
};

void refused_by(struct refused_by *found, const struct policy *policy, int64_t nr,
                const uint64_t args[6]);

#endif
