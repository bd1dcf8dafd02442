/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * enter.h - from the wish to the guest's first process.
 *
 *     lxrun ── maker ─┬─ init     process 1 of the guest's pid namespace: reaps, and
 *                     │           takes all others with it
 *                     └─ guest    becomes lxcore
 *
 * The maker makes the namespaces and mounts and ends.  Both of its children are
 * lxrun's (CLONE_PARENT), so that lxrun waits for, stops and signals the guest as it
 * does without a namespace.  Without a pid namespace the maker becomes the guest.
 *
 * All of them share lxrun's memory, one running at a time but for init, which makes
 * plain system calls only; and while they do, lxrun cannot be traced or looked into.
 *
 * Result  0, or the status to exit with: the reason has been said.  CONTAIN_NOT_HERE
 *         where the containment is optional and the host does not allow it.
 */
#ifndef LXRUN_CONTAIN_ENTER_H
#define LXRUN_CONTAIN_ENTER_H

#include <sys/types.h>

#include "contain/build.h"

struct contain;

/* In the maker: namespaces and mounts. */
int enter_make(struct build *build, const struct contain *contain);

/* In the guest: enter its root and its directory, be its user. */
int enter_finish(struct build *build, const struct contain *contain);

/* In the maker: start init, which answers questions for processes at `finder_fd`
 * (finder.h) if that is not -1.  Its pid, or a negated errno. */
pid_t enter_start_init(int lxrun_pidfd, int finder_fd);

#endif
