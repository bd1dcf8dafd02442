/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * refused.h - from what lxcore tells of a call that was refused to a denial that can
 * be read: by which rule, and what would allow it.
 *
 * World   lxrun.
 */
#ifndef LXRUN_REPORT_REFUSED_H
#define LXRUN_REPORT_REFUSED_H

struct control_denied;
struct parcel;
struct policy;

/* A message of the kind CONTROL_DENIED.  What the kernel would have refused without
 * the policy, too, is passed over. */
void refused_hear(const struct policy *policy, const struct parcel *parcel);

/* The rule by which a call was refused, or NULL: the policy grants it, and it was the
 * kernel that has said no.  To be freed. */
char *refused_rule(const struct policy *policy, const struct control_denied *denied);

#endif
