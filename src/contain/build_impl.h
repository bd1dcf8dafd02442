/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * build_impl.h - for the files that build the root.
 *
 * Result  0, or the status to exit with: the reason has been said.
 */
#ifndef LXRUN_CONTAIN_BUILD_IMPL_H
#define LXRUN_CONTAIN_BUILD_IMPL_H

struct build;
struct mount_row;

/* Mount a detached mount on a file of the same sort. */
int build_attach(struct build *build, int tree, int place, const struct mount_row *row);

/* Say what went wrong with a row, with the text of errno. */
int build_complain(const struct mount_row *row, const char *what);

/* The same, of a target that place_make() has refused with `err`. */
int build_complain_place(const struct mount_row *row, int err);

#endif
