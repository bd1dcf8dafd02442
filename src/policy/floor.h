/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * floor.h - the seccomp filter that every process of a run lives under.
 *
 * It has two parts.  The prefix lets system calls through only when they are
 * made from lxcore's gate page and sends all others to lxcore as SIGSYS.  The
 * policy, which comes after it, is what the profile refuses even to lxcore,
 * and so to a guest that has taken lxcore over.
 *
 * Result  0 or a count, or a negated errno.
 */
#ifndef LXRUN_POLICY_FLOOR_H
#define LXRUN_POLICY_FLOOR_H

#include <linux/filter.h>
#include <stddef.h>
#include <stdint.h>

#include "policy/profile.h"

#define FLOOR_PREFIX_SIZE 8
#define FLOOR_MAX BPF_MAXINSNS

struct floor {
    unsigned short count;
    struct sock_filter code[FLOOR_MAX];
};

/* The whole filter, for a gate page at `gate`. */
long floor_make(struct floor *floor, enum profile profile, uint64_t gate);

/* The two parts. */
void floor_put_prefix(struct sock_filter out[FLOOR_PREFIX_SIZE], uint64_t gate);
long floor_put_policy(struct sock_filter *out, size_t max, enum profile profile);

#endif
