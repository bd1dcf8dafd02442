/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * overlay.h - directories that are written into a layer instead of the host's.
 *
 * Result  0, or the status to exit with: the reason has been said.
 */
#ifndef LXRUN_CONTAIN_OVERLAY_H
#define LXRUN_CONTAIN_OVERLAY_H

struct build;
struct contain;
struct layer;
struct mount_row;

/* Before anything is started: plan for each row that the guest could write to. */
int overlay_plan(struct contain *contain, struct layer *layer);

/* In the maker, while the host's files are in sight: make the mounts of a row. */
int overlay_make(struct build *build, const struct mount_row *row);

/* The mount that stands for the row itself; a descriptor. */
int overlay_first(const struct mount_row *row);

/* Mount the others below it. */
int overlay_attach_rest(struct build *build, const struct mount_row *row);

#endif
