/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * profile.h - the built-in profiles.
 *
 * none     interposition without containment: refused is only what would go past lxcore
 *          unseen
 * default  files can be read, and changed in the current directory and a /tmp of the run's
 *          own; secrets and daemons' sockets are hidden; no network; what no program needs
 *          is refused
 * strict   nothing that is not named
 */
#ifndef LXRUN_POLICY_PROFILE_H
#define LXRUN_POLICY_PROFILE_H

#include <stdbool.h>

enum profile {
    PROFILE_NONE,
    PROFILE_DEFAULT,
    PROFILE_STRICT,
};

/* False if there is no profile of that name. */
bool profile_find(const char *name, enum profile *profile);
const char *profile_name(enum profile profile);

struct policy;

/* Add what the policy's profile says, where nothing else has been said.  0 or a negated
 * errno. */
long profile_add(struct policy *policy);

#endif
