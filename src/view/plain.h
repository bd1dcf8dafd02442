/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * plain.h - is there nothing to be looked at behind a call (view/sys_view.c)?
 *
 * World   lxcore; for the fast way, which then leaves the call to the host.
 */
#ifndef LXRUN_VIEW_PLAIN_H
#define LXRUN_VIEW_PLAIN_H

#include "core/types.h"

/* Of open(2): false if it may write (view/busy.h), if the path's name could be one that
 * lx_sys_view_openat() knows, and if that cannot be read. */
bool view_opens_plainly(gaddr_t path, uint64_t flags);

#endif
