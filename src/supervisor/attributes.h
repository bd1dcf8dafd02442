/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * attributes.h - modes, owners and times that lxrun changes for a guest whose calls the
 * floor refuses, because Landlock does not know of them: those of files that the policy
 * grants for making files, and of no others.
 *
 * What is changed is the file that the guest has sent, whatever has become of its name: a
 * file outside cannot be moved or linked to where it would be granted, since Landlock
 * refuses that.
 *
 * World   lxrun, in the thread of supervisor/control.h.
 */
#ifndef LXRUN_SUPERVISOR_ATTRIBUTES_H
#define LXRUN_SUPERVISOR_ATTRIBUTES_H

struct parcel;
struct policy;

/* Do it, or not, and answer. */
void attributes_handle(const struct policy *policy, const struct parcel *parcel);

#endif
