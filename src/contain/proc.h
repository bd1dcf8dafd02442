/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * proc.h - a /proc of the guest's own processes.
 *
 * Result  0, or the status to exit with: the reason has been said.
 */
#ifndef LXRUN_CONTAIN_PROC_H
#define LXRUN_CONTAIN_PROC_H

struct build;
struct mount_row;

/* Make the row's target. */
int proc_reserve(struct build *build, const struct mount_row *row);

/* In a process of the new pid namespace: mount it there, if there is a row for it. */
int proc_mount(struct build *build);

#endif
