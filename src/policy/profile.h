/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * profile.h - the built-in profiles.
 *
 * `none` is interposition without containment: its policy refuses only what
 * would go past lxcore unseen.
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

#endif
