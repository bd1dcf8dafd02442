/* SPDX-License-Identifier: GPL-2.0-or-later */
/* outcomes.c - see outcomes.h. */
#include "outcomes.h"

#include <stdio.h>
#include <string.h>

bool outcomes_know(const struct outcomes *outcomes, const char *text)
{
    for (int i = 0; i < outcomes->count; i++)
        if (strcmp(outcomes->text[i], text) == 0)
            return true;
    return false;
}

void outcomes_add(struct outcomes *outcomes, const char *text, const char *where)
{
    int at = outcomes->count;

    if (at == MOST_OUTCOMES)
        return;
    snprintf(outcomes->text[at], sizeof(outcomes->text[at]), "%s", text);
    snprintf(outcomes->where[at], sizeof(outcomes->where[at]), "%s", where);
    outcomes->count++;
}

int outcomes_tell_missing(const struct outcomes *these, const struct outcomes *those,
                          int variant, const char *side)
{
    int missing = 0;

    for (int i = 0; i < these->count; i++) {
        if (outcomes_know(those, these->text[i]))
            continue;
        printf("    variant %d: only %s: %s; first with a %s\n", variant, side,
               these->text[i], these->where[i]);
        missing++;
    }
    return missing;
}
