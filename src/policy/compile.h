/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * compile.h - from rules to BPF, by libseccomp.
 *
 * World   lxrun, and its build (gen/floor_parts.c).
 * Result  the number of instructions, or a negated errno.
 */
#ifndef LXRUN_POLICY_COMPILE_H
#define LXRUN_POLICY_COMPILE_H

#include <linux/filter.h>
#include <seccomp.h>
#include <stddef.h>

#include "policy/refusals.h"

long compile_part(struct sock_filter *out, size_t max, enum floor_part part);

/* A filter for this architecture that answers `otherwise` where no rule says anything,
 * and ENOSYS to the numbers of x32; NULL without memory. */
scmp_filter_ctx compile_begin(uint32_t otherwise);
/* Releases the filter. */
long compile_end(scmp_filter_ctx filter, struct sock_filter *out, size_t max);

#endif
