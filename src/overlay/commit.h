/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * commit.h - carry out a layer's changes on the host's files.
 *
 * Each file is made complete under another name and then put in the place of the old one
 * at once; what stood there is looked at again when it has been taken out, and put back
 * if it is not what the run has seen.  Modes of directories come last.
 */
#ifndef LXRUN_OVERLAY_COMMIT_H
#define LXRUN_OVERLAY_COMMIT_H

#include <stdbool.h>

struct changes;
struct layer;

enum commit_how {
    COMMIT_ALL,   /* all of it or, if anything is in the way, nothing */
    COMMIT_FORCE, /* whatever has changed since */
    COMMIT_SKIP,  /* what is not in the way */
};

/* How many changes were not carried out; each has been said. */
unsigned long commit_changes(struct changes *changes, const struct layer *layer,
                             enum commit_how how);

#endif
