/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * outcomes.h - the ways in which a call has ended, as the program tells them,
 * and where the signal went when each was seen first.
 */
#ifndef LXRUN_INTERRUPT_OUTCOMES_H
#define LXRUN_INTERRUPT_OUTCOMES_H

#include <stdbool.h>

#include "control.h"

#define MOST_OUTCOMES 64
#define WHERE_SIZE 200

struct outcomes {
    char text[MOST_OUTCOMES][sizeof(((struct control *)0)->outcome)];
    char where[MOST_OUTCOMES][WHERE_SIZE];
    int count;
};

bool outcomes_know(const struct outcomes *outcomes, const char *text);
void outcomes_add(struct outcomes *outcomes, const char *text, const char *where);
/* Print those of `these` that `those` do not have; returns how many. */
int outcomes_tell_missing(const struct outcomes *these, const struct outcomes *those,
                          int variant, const char *side);

#endif
