/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * floor_filter.h - from rules that are made when a run starts to a part of its floor.
 *
 * Result  0, or a negated errno.
 */
#ifndef LXRUN_POLICY_FLOOR_FILTER_H
#define LXRUN_POLICY_FLOOR_FILTER_H

#include "policy/compile.h"
#include "policy/floor.h"

/* Compile the rules, unless making them has failed with `err`, and add them; the filter is
 * released in any case. */
long floor_add_filter(struct floor *floor, scmp_filter_ctx filter, int err);

#endif
