/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * resolver.h - the file that makes the guest's libc ask the broker for names: it is
 * mounted on /etc/resolv.conf.
 *
 * World   lxrun.
 */
#ifndef LXRUN_BROKER_RESOLVER_H
#define LXRUN_BROKER_RESOLVER_H

/* A new file; NULL if none can be made (errno says why). */
const char *resolver_make(void);
/* When it has been mounted, its name is not needed any more. */
void resolver_drop(void);

#endif
