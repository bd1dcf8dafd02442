/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * attributes.h - modes, owners and times of files, where the floor refuses to change any:
 * lxrun is asked to change those of files that the guest may change.
 *
 * World   lxcore.
 */
#ifndef LXRUN_DISPATCH_ATTRIBUTES_H
#define LXRUN_DISPATCH_ATTRIBUTES_H

#include "core/types.h"

struct sys_args;

/* Is it a call of that kind? */
bool attributes_are_of(long nr);

/* Ask for it.  0 or a negated errno; -EPERM: lxrun refuses as well. */
long attributes_ask(const struct sys_args *args);

#endif
