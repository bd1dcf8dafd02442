/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * root.h - the guest's root directory: what it begins as, and how it is entered.
 *
 * Result  0, or the status to exit with: the reason has been said.
 */
#ifndef LXRUN_CONTAIN_ROOT_H
#define LXRUN_CONTAIN_ROOT_H

struct build;

/* Nothing that is mounted on the host later on shall appear in the guest's view, and
 * nothing of the guest's on the host. */
int root_begin(struct build *build);

/* `tree` is to be the root: it is put on top of what lxrun has as its root, and is
 * entered at the end.  0, or a negated errno; -EOPNOTSUPP if there is one already. */
int root_replace(struct build *build, int tree);

/* Make read-only what was to be so when all is there. */
int root_seal(struct build *build);

/* The calling process and its children find it at /, and nothing above it. */
int root_enter(struct build *build);

#endif
