/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * part.h - the parts of a layer, one for each directory that is written into instead of
 * the host's.
 */
#ifndef LXRUN_OVERLAY_PART_H
#define LXRUN_OVERLAY_PART_H

struct layer;

/* 0, or a negated errno. */
long part_load_all(struct layer *layer);

/* A new one: its index, or -1 with errno. */
long part_make(struct layer *layer, const char *lower);

/* "N/name" in `text`, which has room for PART_NAME_SIZE. */
#define PART_NAME_SIZE 48
void part_name(char *text, unsigned long part, const char *name);

#endif
