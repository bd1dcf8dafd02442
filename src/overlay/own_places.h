/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * own_places.h - where a user who is not root is most likely to write.
 *
 * In a user namespace overlayfs cannot copy a directory up that belongs to somebody
 * else, and so nothing can be made below one, however far.  What is ours below it needs
 * an overlay of its own; but only a walk over all files would find all that is.
 */
#ifndef LXRUN_OVERLAY_OWN_PLACES_H
#define LXRUN_OVERLAY_OWN_PLACES_H

struct mount_points;

/* Add the current and the home directory, and those for temporary files, or what is ours
 * above them, as if something were mounted there.  0, or a negated errno. */
long own_places_add(struct mount_points *points);

#endif
