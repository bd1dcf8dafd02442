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

/* The least set with which a program may make a call, as far as the number tells, added
 * to `set`: `set` itself if it is enough.  A call for which there is no word: 0. */
uint64_t pledge_with_call(uint64_t set, const char *call);
/* May a call of that name be made? */
bool pledge_allows(uint64_t set, const char *call);
/* The bit of a word; 0: there is no such word. */
uint64_t pledge_word(const char *word);
/* The words of a set with blanks between, to be freed; NULL without memory. */
char *pledge_words(uint64_t set);

bool pledge_has_exec(uint64_t set);

/* 0 or a negated errno. */
long pledge_add(struct floor *floor, uint64_t set);

#endif
