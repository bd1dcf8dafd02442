/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * leftovers.h - what a contained guest leaves running, where no pid namespace ends it.
 *
 * Whoever loses its parent becomes lxrun's child, which no process can get out of: neither
 * a new session nor an identity of its own hides it.
 *
 * World   lxrun, its first thread.
 */
#ifndef LXRUN_SUPERVISOR_LEFTOVERS_H
#define LXRUN_SUPERVISOR_LEFTOVERS_H

/* Before the guest is started. */
void leftovers_adopt(void);

/* The guest has been waited for, and lxrun has no children of its own: kill all that there
 * are, and theirs as they become lxrun's. */
void leftovers_end(void);

#endif
