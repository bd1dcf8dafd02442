/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * diff.h - a layer's changes, shown.
 *
 * What a guest has written may hold anything: on a terminal, bytes that would steer it
 * are shown as octal escapes.
 */
#ifndef LXRUN_OVERLAY_DIFF_H
#define LXRUN_OVERLAY_DIFF_H

#include <stdbool.h>

struct changes;
struct layer;

/* A line for each file, and what is different in it, as diff(1) has it; is_brief: the
 * lines alone.  0, or the status to exit with: the reason has been said. */
int diff_show(const struct changes *changes, const struct layer *layer, bool is_brief);

/* A JSON object for each, one a line. */
int diff_show_json(const struct changes *changes, const struct layer *layer);

#endif
