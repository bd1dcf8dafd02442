/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * busy.h - the kernel lets nobody write to the file that it executes (ETXTBSY), and
 * that is lxcore's image: the programs of the run are looked after here.
 *
 * World   lxcore.
 * Limits  under a policy that lists calls nobody is asked, since that takes calls that
 *         the guest may not have.  A process that may not be looked at, or that /proc
 *         does not show, is not asked.  Programs that run outside of the run are the
 *         kernel's business.
 */
#ifndef LXRUN_VIEW_BUSY_H
#define LXRUN_VIEW_BUSY_H

#include "core/types.h"

/* Would the guest, which may write to the file at `path` (in its memory or ours),
 * get ETXTBSY for it?  `follows`: a link at its end leads on. */
bool busy_is(hostfd_t dir, gaddr_t path, bool follows);
/* The same for an open(2) with `flags`, which need not be for writing. */
bool busy_is_for_open(hostfd_t dir, gaddr_t path, uint64_t flags);

#endif
