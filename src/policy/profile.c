/* SPDX-License-Identifier: GPL-2.0-or-later */
/* profile.c - names of profiles. */
#include "policy/profile.h"

#include <string.h>

bool profile_find(const char *name, enum profile *profile)
{
    if (strcmp(name, "none") != 0)
        return false;
    *profile = PROFILE_NONE;
    return true;
}
