/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * pledge.h - OpenBSD's promises, as parts of a policy.
 *
 * What a word lets a program call is the floor's business; which files and networks it
 * reaches by these calls is Landlock's and the namespaces'.  Linux cannot tell a message
 * with descriptors in it from one without: `unix` stands for sendfd and recvfd as well.
 */
#ifndef LXRUN_POLICY_PLEDGE_H
#define LXRUN_POLICY_PLEDGE_H

#include <stdbool.h>
#include <stdint.h>

#include "policy/floor.h"

struct policy;

/* The words of `promises`, separated by blanks, added to the set.  0, or the status to
 * exit with: the reason has been said. */
int pledge_parse(uint64_t *set, const char *promises);

/* What follows for files and network, where nothing else has been said of them.  0 or a
 * negated errno. */
long pledge_complete(struct policy *policy);

bool pledge_has_exec(uint64_t set);

/* 0 or a negated errno. */
long pledge_add(struct floor *floor, uint64_t set);

#endif
