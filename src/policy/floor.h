/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * floor.h - the seccomp filter that every process of a run lives under.
 *
 * The prefix lets system calls through only when they are made from lxcore's gate page
 * and sends all others to lxcore as SIGSYS; numbers of x32 are unknown.  Behind it lie the parts of the policy: what
 * is refused even to lxcore, and so to a guest that has taken lxcore over.  A call goes
 * from part to part as long as it is allowed.
 *
 * Result  0, or a negated errno.
 */
#ifndef LXRUN_POLICY_FLOOR_H
#define LXRUN_POLICY_FLOOR_H

#include <linux/filter.h>
#include <stddef.h>
#include <stdint.h>

#include "policy/calls.h"
#include "policy/refusals.h"

#define FLOOR_PREFIX_SIZE 12
#define FLOOR_MAX BPF_MAXINSNS

struct floor {
    unsigned short count;
    struct sock_filter code[FLOOR_MAX];
};

/* The whole filter, for a gate page at `gate`. */
long floor_make(struct floor *floor, const struct policy_calls *calls, uint64_t gate);

struct policy;

/* The same with what else the policy has: promises, a profile in docker's format.  0, or
 * the status to exit with: the reason has been said. */
int floor_make_for(struct floor *floor, const struct policy *policy, uint64_t gate);

/* Its pieces, in this order: the prefix, parts, and the word that allows. */
void floor_begin(struct floor *floor, uint64_t gate);
long floor_add(struct floor *floor, const struct sock_filter *code, size_t count);
long floor_put_parts(struct floor *floor, const struct policy_calls *calls,
                     uint64_t gate);
long floor_end(struct floor *floor);

#endif
