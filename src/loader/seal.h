/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * seal.h - lxcore's text, gate and constants, as they are for good.
 *
 * A guest that jumps to the gate can make any call, and with mprotect(2), munmap(2) or
 * mremap(2) put text of its own in lxcore's place for all that come later.  Where the
 * kernel has mseal(2) (Linux 6.10), it cannot.  /proc/self/mem still writes there.
 *
 * World   lxcore, as a program starts; contained runs only, since each exec pays for it.
 */
#ifndef LXRUN_LOADER_SEAL_H
#define LXRUN_LOADER_SEAL_H

/* A kernel without mseal(2) leaves it undone. */
void seal_text(void);

#endif
