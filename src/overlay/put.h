/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * put.h - one file of the host's, replaced or taken away at once.
 *
 * Result  0, or a negated errno: -ESTALE where the host's file is not the one that was
 *         looked at before, -EEXIST where there was none then.
 */
#ifndef LXRUN_OVERLAY_PUT_H
#define LXRUN_OVERLAY_PUT_H

#include <sys/stat.h>

struct change;
struct changes;

/* The layer's file as `name` in `parent`. */
long put_file(const struct changes *changes, const struct change *change, int parent,
              const char *name);

/* The owner and time of a symbolic link. */
long put_link_attributes(int lower_root, const struct change *change);

/* Away with the file, or the empty directory, that `seen` was. */
long put_away(int parent, const char *name, const struct stat *seen);

#endif
