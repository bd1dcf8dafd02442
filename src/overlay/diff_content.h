/* SPDX-License-Identifier: GPL-2.0-or-later */
/* diff_content.h - what is different in a file, by diff(1). */
#ifndef LXRUN_OVERLAY_DIFF_CONTENT_H
#define LXRUN_OVERLAY_DIFF_CONTENT_H

struct change;
struct changes;

/* 0, or the status to exit with: the reason has been said. */
int diff_content(const struct changes *changes, const struct change *change,
                 const char *path);

#endif
