/* SPDX-License-Identifier: GPL-2.0-or-later */
/* profile.c - names of profiles. */
#include "policy/profile.h"

#include <string.h>

static const char *const names[] = {
    [PROFILE_NONE] = "none",
    [PROFILE_DEFAULT] = "default",
    [PROFILE_STRICT] = "strict",
};

const char *profile_name(enum profile profile)
{
    return names[profile];
}

/* The others are not in force yet. */
bool profile_find(const char *name, enum profile *profile)
{
    if (strcmp(name, names[PROFILE_NONE]) != 0)
        return false;
    *profile = PROFILE_NONE;
    return true;
}
