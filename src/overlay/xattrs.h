/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * xattrs.h - a file's extended attributes, as the guest has seen them.
 *
 * overlayfs keeps its notes as user.overlay.NAME, and the guest's own of that name as
 * user.overlay.overlay.NAME.  Compared and copied are those of users, access lists and
 * file capabilities; labels of security modules are the host's.
 */
#ifndef LXRUN_OVERLAY_XATTRS_H
#define LXRUN_OVERLAY_XATTRS_H

#include <stdbool.h>

/* Does the file behind the descriptor (O_PATH will do) bear overlayfs's note NAME? */
bool xattrs_note(int fd, const char *name);

/* Between a file of a layer and one of the host's. */
bool xattrs_are_equal(int upper, int lower);

/* Make the host's what the layer's are.  0, or a negated errno. */
long xattrs_copy(int upper, int lower);

#endif
