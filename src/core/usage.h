/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * usage.h - telling lxrun which calls the guest makes (--verbose, --stats).
 *
 * World   lxcore.
 */
#ifndef LXRUN_CORE_USAGE_H
#define LXRUN_CORE_USAGE_H

#include "abi/usage.h"
#include "core/types.h"

/* Boot: share lxrun's memory.  False if nobody wants to know. */
bool usage_begin(void);
void usage_note(long nr);
void usage_count(enum usage_path path);

#endif
